function h(tag,props={},...children){let node=document.createElement(tag);props.class&&(node.className=props.class),props.
title&&(node.title=props.title);for(let[name,value]of Object.entries(props.attrs??{}))setAttr(node,name,value);for(let[type,
handler]of Object.entries(props.on??{}))node.addEventListener(type,handler);return node.append(...children),node}function setAttr(node,name,value){
if(value==null||value===!1)node.removeAttribute(name);else{let text=value===!0?"":String(value);node.getAttribute(name)!==
text&&node.setAttribute(name,text)}}function setText(node,text){node.textContent!==text&&(node.textContent=text)}function clamp(value,low,high){
return Math.min(Math.max(value,low),high)}function sizeCanvas(canvas,width,height,dpr=window.devicePixelRatio||1){let w=Math.
max(1,Math.round(width*dpr)),hgt=Math.max(1,Math.round(height*dpr));(canvas.width!==w||canvas.height!==hgt)&&(canvas.width=
w,canvas.height=hgt,canvas.style.width=`${width}px`,canvas.style.height=`${height}px`);let context=canvas.getContext("2d");
return context?.setTransform(w/Math.max(width,1),0,0,hgt/Math.max(height,1),0,0),context}function drag(event,target,move,end){
let{clientX,clientY,pointerId}=event,done=new AbortController,stop=last2=>{last2.pointerId===pointerId&&(done.abort(),end?.(
last2))};target.setPointerCapture(pointerId);let onMove=raw=>{let next2=raw;next2.pointerId===pointerId&&move(next2.clientX-
clientX,next2.clientY-clientY,next2)};target.addEventListener("pointermove",onMove,{signal:done.signal});for(let type of[
"pointerup","pointercancel","lostpointercapture"])target.addEventListener(type,stop,{signal:done.signal})}function perFrame(callback){
let handle=0;return{ask:()=>{handle||=requestAnimationFrame(()=>{handle=0,callback()})},cancel:()=>{cancelAnimationFrame(
handle),handle=0}}}var Channel=class{constructor(model,local,stray){this.stray=stray;this.#model=model,this.#local=local,model.on("msg:cust\
om",this.#onMessage)}stray;client=Math.floor(Math.random()*2**40);stats={sent:0,received:0,bytes:0};#model;#local;#open=new Map;#onMessage=(message2,buffers)=>this.#receive(
message2,buffers??[]);#next=Math.floor(Math.random()*2**40);ask(build,request){let id=this.#next++;return this.#open.set(
id,{request,timer:this.#arm(id)}),this.#send(build(id)),id}cancel(id){this.forget(id)&&this.#send({kind:"cancel",id})}forget(id){
return clearTimeout(this.#open.get(id)?.timer),this.#open.delete(id)}dispose(){this.#model.off("msg:custom",this.#onMessage);
for(let id of[...this.#open.keys()])this.forget(id)}#arm(id){return setTimeout(()=>{let open=this.#open.get(id);this.#open.
delete(id),this.#local.set("stalled",!0),open?.request.failed(null)},8e3)}#send(message2){this.stats.sent++;try{this.#model.
send(message2)}catch(error){console.warn("imgview: the kernel cannot be reached",error)}}#receive(message2,buffers){this.
stats.received++;for(let buffer of buffers)this.stats.bytes+=buffer.byteLength;this.#local.set("stalled",!1);let open=this.#open.
get(message2.id);open?message2.kind==="error"?(this.forget(message2.id),open.request.failed(message2)):open.request.reply(
message2,buffers)?this.forget(message2.id):(clearTimeout(open.timer),open.timer=this.#arm(message2.id)):this.stray(message2,
buffers)}};var GridIndex=class{constructor(x,y,reaches,bounds){this.x=x;this.y=y;this.reaches=reaches;let width=Math.max(bounds.x1-
bounds.x0,1),height=Math.max(bounds.y1-bounds.y0,1),cells=Math.min(Math.max(x.length/8,1),1048576);this.#bounds=bounds,this.#cell=
Math.sqrt(width*height/cells),this.#nx=Math.ceil(width/this.#cell),this.#ny=Math.ceil(height/this.#cell);let cellOf=new Int32Array(
x.length).fill(-1),starts=new Uint32Array(this.#nx*this.#ny+1);for(let i=0;i<x.length;i++){if(!Number.isFinite(x[i]+y[i]))
continue;let reach=reaches(i);if(reach>this.#cell){this.#large.push(i);continue}this.#furthest=Math.max(this.#furthest,reach),
cellOf[i]=this.#column(x[i])+this.#nx*this.#row(y[i]),starts[cellOf[i]+1]++}for(let cell=1;cell<starts.length;cell++)starts[cell]+=
starts[cell-1];let next2=starts.slice(),members=new Uint32Array(starts[starts.length-1]);cellOf.forEach((cell,i)=>{cell>=
0&&(members[next2[cell]++]=i)}),this.#starts=starts,this.#members=members}x;y;reaches;#bounds;#nx;#ny;#cell;#starts;#members;#large=[];#furthest=0;near({
x0,y0,x1,y1},factor,margin){let wide=this.#furthest*factor+margin,[left,right]=[this.#column(x0-wide),this.#column(x1+wide)],
parts=[],count=0;for(let row2=this.#row(y0-wide);row2<=this.#row(y1+wide);row2++){let part=this.#members.subarray(this.#starts[row2*
this.#nx+left],this.#starts[row2*this.#nx+right+1]);parts.push(part),count+=part.length}let large=this.#large.filter(i=>{
let far=this.reaches(i)*factor+margin;return this.x[i]+far>=x0&&this.x[i]-far<=x1&&this.y[i]+far>=y0&&this.y[i]-far<=y1}),
found=new Uint32Array(count+large.length),at=0;for(let part of parts)found.set(part,at),at+=part.length;return found.set(
large,at),found}#column(x){return Math.min(Math.max(Math.floor((x-this.#bounds.x0)/this.#cell),0),this.#nx-1)}#row(y){return Math.
min(Math.max(Math.floor((y-this.#bounds.y0)/this.#cell),0),this.#ny-1)}};function reachOf(width,dpr){return(width/2+1)*dpr+.5}function inkColors([r,g,b],width,dpr){let colors=new Uint32Array(256),
half=width*dpr/2+.5,within2=value=>Math.min(Math.max(value,0),1);for(let step=0;step<255;step++){let distance=(step+.5)*
reachOf(width,dpr)/255,line=within2(half-distance),alpha=line+.6*within2(half+1*dpr-distance)*(1-line),part=value=>Math.
round(value*line/(alpha||1));colors[step]=(Math.round(alpha*255)<<24|part(b)<<16|part(g)<<8|part(r))>>>0}return colors}var Ink=class{constructor(reach){
this.reach=reach}reach;steps=new Uint8Array(256*256).fill(255);empty=!0;segment(x0,y0,x1,y1){let{reach,steps:steps2}=this,
dx=x1-x0,dy=y1-y0,left=first(Math.min(x0,x1)-reach),right=last(Math.max(x0,x1)+reach),top=first(Math.min(y0,y1)-reach),bottom=last(
Math.max(y0,y1)+reach);if(left>right||top>bottom)return;this.empty=!1;let square=dx*dx+dy*dy,inverse=square>0?1/square:0,
half=reach*Math.sqrt(square)/Math.abs(dy);for(let row2=top;row2<=bottom;row2++){let v=row2+.5-y0,middle=x0+v*dx/dy,from=half<
256?Math.max(left,first(middle-half)):left,to=half<256?Math.min(right,last(middle+half)):right;for(let col=from;col<=to;col++){
let u=col+.5-x0,along=(u*dx+v*dy)*inverse,t=along<0?0:along>1?1:along,ex=u-t*dx,ey=v-t*dy,step=Math.sqrt(ex*ex+ey*ey)*255/
reach;step<steps2[row2*256+col]&&(steps2[row2*256+col]=step)}}}ellipse(x,y,a,b,theta){let{reach,steps:steps2}=this,cos=Math.
cos(theta),sin=Math.sin(theta),halfX=Math.sqrt(a*a*cos*cos+b*b*sin*sin)+reach,halfY=Math.sqrt(a*a*sin*sin+b*b*cos*cos)+reach,
left=first(x-halfX),right=last(x+halfX),top=first(y-halfY),bottom=last(y+halfY);if(left>right||top>bottom)return;this.empty=
!1;let[ca,sa,cb,sb]=[cos/a,sin/a,cos/b,-sin/b],iaa=1/(a*a),ibb=1/(b*b),scale=255/reach,square=ca*ca+sb*sb,slack=reach/Math.
min(a,b),most=(1+slack)*(1+slack),least=slack<1?(1-slack)*(1-slack):0,large=halfX>16;for(let row2=top;row2<=bottom;row2++){
let dy=y-row2-.5,u0=dy*sa,v0=dy*cb,from=left,to=right,holeFrom=256,holeTo=0;if(large){let middle=(ca*u0+sb*v0)/square,rest=middle*
middle-(u0*u0+v0*v0)/square,outer=rest+most/square;if(outer<=0)continue;from=Math.max(left,first(x-middle-Math.sqrt(outer))),
to=Math.min(right,last(x-middle+Math.sqrt(outer)));let inner=rest+least/square;slack<1&&inner>0&&(holeFrom=first(x-middle-
Math.sqrt(inner)),holeTo=last(x-middle+Math.sqrt(inner)))}let start=row2*256;for(let col=from;col<=to;col++){col===holeFrom&&
holeTo>col&&(col=holeTo);let dx=col+.5-x,u=dx*ca+u0,v=dx*sb+v0,uu=u*u,vv=v*v,square1=uu+vv,away=square1-Math.sqrt(square1),
step=(away<0?-away:away)*scale/Math.sqrt(uu*iaa+vv*ibb),at=start+col;step<steps2[at]&&(steps2[at]=step)}}}disc(x,y,radius){
let{reach,steps:steps2}=this,half=radius+reach,bottom=last(y+half),right=last(x+half);this.empty=!1;for(let row2=first(y-
half);row2<=bottom;row2++)for(let col=first(x-half);col<=right;col++){let step=Math.max(Math.hypot(col+.5-x,row2+.5-y)-radius,
0)*255/reach;step<steps2[row2*256+col]&&(steps2[row2*256+col]=step)}}};function first(value){return Math.max(0,Math.ceil(
value-.5))}function last(value){return Math.min(255,Math.floor(value-.5))}var Outline=class{bytes;#points;#from;#index;constructor(data,rows,bounds){let starts=new Uint32Array(data,0,rows+1),points=new Float32Array(
data,4*(rows+1)),from=new Uint32Array(Math.max(points.length/2-rows,0)),count=0;for(let row2=0;row2<rows;row2++)for(let i=starts[row2];i+
1<starts[row2+1];i++)from[count++]=i;let middle=axis=>Float32Array.from(from,i=>(points[2*i+axis]+points[2*i+2+axis])/2),
half=k=>{let i=2*from[k];return Math.max(Math.abs(points[i+2]-points[i]),Math.abs(points[i+3]-points[i+1]))/2};this.#points=
points,this.#from=from,this.#index=new GridIndex(middle(0),middle(1),half,bounds),this.bytes=data.byteLength+16*from.length}near(box,{
width},scale,dpr){return this.#index.near(box,1,reachOf(width,dpr)/scale)}draw(ink,items,{left,top,scale}){let points=this.#points;
for(let item of items){let i=2*this.#from[item];ink.segment(points[i]*scale+left,top-points[i+1]*scale,points[i+2]*scale+
left,top-points[i+3]*scale)}}};var LEAST_AXIS=2.5,DOT=1,STROKES={"+":[[-1,0,1,0],[0,-1,0,1]],x:[[-1,-1,1,1],[-1,1,1,-1]],"*":[[-1,0,1,0],[0,-1,0,1],[-.7,
-.7,.7,.7],[-.7,.7,.7,-.7]],square:[[-1,-1,1,-1],[1,-1,1,1],[1,1,-1,1],[-1,1,-1,-1]],diamond:[[0,-1,1,0],[1,0,0,1],[0,1,
-1,0],[-1,0,0,-1]]},Shapes=class{bytes;#x;#y;#ellipses;#index;constructor(data,rows,bounds){let column2=n=>new Float32Array(
data,4*n*rows,rows);this.#x=column2(0),this.#y=column2(1),this.#ellipses=data.byteLength>8*rows?[column2(2),column2(3),column2(
4)]:null;let[a,b]=this.#ellipses??[],longer=i=>a&&b&&Math.max(a[i],b[i])||0;this.#index=new GridIndex(this.#x,this.#y,longer,
bounds),this.bytes=data.byteLength+8*rows}near(box,layer,scale,dpr){let state=layer,ellipse=state.symbol==="ellipse",margin=ellipse?
LEAST_AXIS*dpr:halfOf(state,scale,dpr);return this.#index.near(box,ellipse?state.scale:0,(margin+reachOf(state.width,dpr))/
scale)}draw(ink,items,{left,top,scale,dpr},layer){let state=layer,[xs,ys]=[this.#x,this.#y];if(state.symbol==="ellipse"){
let[as,bs,thetas]=this.#ellipses??[],times=state.scale*scale,least=LEAST_AXIS*dpr;for(let i of items){let x=xs[i]*scale+
left,y=top-ys[i]*scale;as&&bs&&thetas&&as[i]+bs[i]+Math.abs(thetas[i])>0?ink.ellipse(x,y,Math.max(as[i]*times,least),Math.
max(bs[i]*times,least),thetas[i]):ink.disc(x,y,DOT*dpr)}return}let half=halfOf(state,scale,dpr),strokes=STROKES[state.symbol];
for(let i of items){let x=xs[i]*scale+left,y=top-ys[i]*scale;if(!strokes)ink.ellipse(x,y,half,half,0);else for(let[x0,y0,
x1,y1]of strokes)ink.segment(x+half*x0,y+half*y0,x+half*x1,y+half*y1)}}};function halfOf({size,unit},scale,dpr){return Math.
max(size*(unit==="image"?scale:dpr)/2,LEAST_AXIS*dpr)}function imageInfo(store){let info=store.get("image_info");return"shape"in info?info:null}function inColor(store){let info=imageInfo(
store);return info!==null&&info.color&&info.component==="image"}function pixelCount(store){let[ny,nx]=imageInfo(store)?.
shape??[0,0];return ny*nx}var KINDS={outline:Outline,shapes:Shapes},FIRST_RETRY=1e3,LAST_RETRY=6e4,LayerStore=class{#store;#channel;#offs;#placed=new Map;#asked=new Map;#listeners=new Set;#hidden=null;constructor(store,channel){
this.#store=store,this.#channel=channel,this.#offs=[store.on("layers",()=>this.#changed())],this.#changed()}get all(){return this.#store.
get("layers")}placed(key2){return this.#placed.get(key2)??null}set(key2,change){this.#store.set("layers",this.all.map(layer=>layer.
key===key2?{...layer,...change}:layer))}toggle(key2){this.set(key2,{visible:!this.all.find(layer=>layer.key===key2)?.visible})}toggleAll(){
let shown=this.all.filter(({visible})=>visible).map(({key:key2})=>key2),again=this.#hidden;this.#hidden=shown.length?new Set(
shown):null,this.#store.set("layers",this.all.map(layer=>({...layer,visible:!shown.length&&(again?.has(layer.key)??!0)})))}onChange(callback){
return this.#listeners.add(callback),()=>this.#listeners.delete(callback)}dispose(){for(let off of this.#offs)off();for(let key2 of[
...this.#asked.keys()])this.#forget(key2);this.#listeners.clear(),this.#placed.clear()}#tell(){for(let callback of[...this.#listeners])
callback()}#changed(){let keys=new Set(this.all.map(({key:key2})=>key2));for(let key2 of[...this.#asked.keys()])keys.has(
key2)||this.#forget(key2);for(let key2 of[...this.#placed.keys()])keys.has(key2)||this.#placed.delete(key2);for(let{key:key2,
visible,count}of this.all)!visible||!count||this.#placed.has(key2)||this.#asked.has(key2)||(this.#asked.set(key2,{id:null,
timer:0,retry:FIRST_RETRY,data:null,got:0}),this.#ask(key2));this.#tell()}#forget(key2){let asked=this.#asked.get(key2);
this.#asked.delete(key2),asked&&(clearTimeout(asked.timer),asked.id!==null&&this.#channel.forget(asked.id))}#ask(key2){let asked=this.#asked.
get(key2);asked&&(asked.data=null,asked.got=0,asked.id=this.#channel.ask(id=>({kind:"layer",id,layer:key2}),{reply:(message2,buffers)=>message2.
kind!=="layer"||this.#receive(asked,message2,buffers[0]),failed:error=>{error&&this.#store.local.set("error",error.error),
asked.id=null,asked.timer=setTimeout(()=>this.#ask(key2),asked.retry),asked.retry=Math.min(2*asked.retry,LAST_RETRY)}}))}#receive(asked,message2,part){
let{layer:key2,size,offset,rows,origin,done}=message2;if(asked.data??=new Uint8Array(size),asked.data.set(new Uint8Array(
part.buffer,part.byteOffset,part.byteLength),offset),asked.got+=part.byteLength,!done)return!1;this.#asked.delete(key2);
let kind=this.all.find(layer=>layer.key===key2)?.kind,info=imageInfo(this.#store);if(kind&&info&&size&&asked.got===size){
let[y0,x0]=info.start,[ny,nx]=info.shape,bounds={x0:x0-origin[0],x1:x0-origin[0]+nx,y0:y0-origin[1],y1:y0-origin[1]+ny};
this.#placed.set(key2,{geometry:new KINDS[kind](asked.data.buffer,rows,bounds),origin}),this.#tell()}return!0}};var Readout=class{#store;#channel;#tiles;#sky;#off;#kept=[];#asking=null;#next=null;constructor(store,channel,tiles,sky){
this.#store=store,this.#channel=channel,this.#tiles=tiles,this.#sky=sky,this.#off=store.on("image_info",()=>this.#reset())}at(x,y,callback){
let px=Math.round(x),py=Math.round(y);this.#next=null;let info=this.#tiles.info;if(!info)return;let[row2,col]=[py-info.start[0],
px-info.start[1]],inside=row2>=0&&col>=0&&row2<info.shape[0]&&col<info.shape[1],reading={inside,x:px,y:py,values:[NaN],sigma:null,
approximate:!1,planes:[],...this.#sky.radec(x,y)??{ra:null,dec:null}};if(!inside)return callback(reading);let exact=this.#exact(
reading,x,y);if(exact)return callback(exact);callback(this.#fromTiles(reading,row2,col)),this.#next={x,y,callback},this.#ask()}dispose(){
this.#off(),this.#reset()}#reset(){this.#kept=[],this.#next=null,this.#asking!==null&&this.#channel.forget(this.#asking),
this.#asking=null}#exact(reading,x,y){for(let near of this.#kept){let[row2,col]=[reading.y-near.y0,reading.x-near.x0];if(row2<
0||col<0||row2>=near.height||col>=near.width)continue;let at=row2*near.width+col,byte=index=>near.mask?.getUint8(at*near.
maskBytes+index)??0;return{...reading,values:Array.from({length:near.channels},(_,c)=>near.values.getFloat64(8*(at*near.
channels+c),!0)),sigma:near.sigma?near.sigma.getFloat64(8*at,!0):null,planes:this.#planes(byte),...this.#sky.radec(x,y,near.
offset)}}return null}#planes(byte){return this.#store.get("mask_planes").filter(plane=>byte(plane.byte)>>plane.bit&1)}#fromTiles(reading,row2,col){
let levels=this.#tiles.info?.levels??0,side=this.#tiles.info?.tile??256;for(let level=0;level<levels;level++){let[y,x]=[
row2>>level,col>>level],tile=this.#tiles.get([level,Math.floor(y/side),Math.floor(x/side)])?.tile;if(!tile)continue;let at=(tile.
height-1-y%side)*tile.width+x%side,{pairs}=tile,byte=index=>{let column2=pairs?.bytes.indexOf(index)??-1;return pairs&&column2>=
0?pairs.own[pairs.index[at]*pairs.bytes.length+column2]:0},size=tile.width*tile.height,values=Array.from({length:tile.channels},
(_,c)=>tile.codec.value(tile.codes[at+c*size]));return{...reading,values,approximate:!0,planes:this.#planes(byte)}}return{
...reading,approximate:!0}}#ask(){let{info}=this.#tiles;if(this.#asking!==null||!this.#next||!info)return;let[x,y]=[Math.
round(this.#next.x),Math.round(this.#next.y)];this.#asking=this.#channel.ask(id=>({kind:"readout",id,image:info.id,x,y}),
{reply:(message2,buffers)=>(this.#asking=null,message2.kind==="readout"&&message2.image===this.#tiles.info?.id&&this.#keep(
message2,buffers,x,y),!0),failed:()=>{this.#asking=null}})}#keep(message2,[values,sigma,mask],x,y){let[y0,x0,height,width]=message2.
box,next2=this.#next;height*width>0&&message2.component===this.#tiles.info?.component&&(this.#kept.unshift({y0,x0,height,
width,values,channels:message2.channels,offset:this.#sky.offset(x,y,message2.sky),sigma:sigma?.byteLength?sigma:null,mask:mask?.
byteLength?mask:null,maskBytes:mask?mask.byteLength/(height*width):0}),this.#kept.length=Math.min(this.#kept.length,32)),
next2&&this.at(next2.x,next2.y,next2.callback)}};var DEGREE=Math.PI/180;function readGrid(grid){let[ny,nx]=grid.n,data=new Float64Array(3*ny*nx);for(let i=0;i<data.length;i++)
data[i]=grid.data.getFloat64(8*i,!0);return{ny,nx,x:grid.x,y:grid.y,data}}function stencil(position,size){let points=Math.
min(size,4),first2=Math.min(Math.max(Math.floor(position)-1,0),size-points),weights=[];for(let i=0;i<points;i++){let weight=1;
for(let j=0;j<points;j++)j!==i&&(weight*=(position-first2-j)/(i-j));weights.push(weight)}return{first:first2,weights}}var Sky=class{pixelScale=null;#grid=null;#off;constructor(store){
let read=()=>{let grid=store.get("sky_grid");this.#grid="data"in grid?readGrid(grid):null,this.pixelScale="data"in grid?
grid.pixel_scale:null};this.#off=store.on("sky_grid",read),read()}get known(){return this.#grid!==null}radec(x,y,offset){
let v=this.#vector(x,y);if(!v)return null;if(offset)for(let c=0;c<3;c++)v[c]+=offset[c];let ra=Math.atan2(v[1],v[0])/DEGREE;
return{ra:ra<0?ra+360:ra,dec:Math.atan2(v[2],Math.hypot(v[0],v[1]))/DEGREE}}offset(x,y,truth){let v=this.#vector(x,y);if(!v||
!truth)return null;let t=direction({ra:truth[0],dec:truth[1]});return[t[0]-v[0],t[1]-v[1],t[2]-v[2]]}compass(x,y){let j=this.#jacobian(
x,y);if(!j)return null;let unit=(dx,dy)=>({x:dx/Math.hypot(dx,dy),y:dy/Math.hypot(dx,dy)}),sign=Math.sign(j.ex*j.ny-j.ey*
j.nx);return{east:unit(sign*j.ny,-sign*j.nx),north:unit(-sign*j.ey,sign*j.ex)}}pixel(position,guess){let target=direction(
position),{x,y}=guess;for(let round=0;round<12;round++){let v=this.#vector(x,y),j=this.#jacobian(x,y);if(!v||!j)return null;
let d=[target[0]-v[0],target[1]-v[1],target[2]-v[2]],de=dot(d,j.east),dn=dot(d,j.north),det=j.ex*j.ny-j.ey*j.nx,dx=(de*j.
ny-dn*j.ey)/det,dy=(dn*j.ex-de*j.nx)/det;if(!Number.isFinite(dx+dy))return null;if(x+=dx,y+=dy,Math.hypot(dx,dy)<1e-6)return{
x,y}}return null}dispose(){this.#off()}#vector(x,y){let grid=this.#grid;if(!grid)return null;let across=stencil((x-grid.
x[0])/grid.x[1],grid.nx),up=stencil((y-grid.y[0])/grid.y[1],grid.ny),v=[0,0,0];up.weights.forEach((wy,j)=>{across.weights.
forEach((wx,i)=>{let at=3*((up.first+j)*grid.nx+across.first+i);for(let c=0;c<3;c++)v[c]+=wy*wx*grid.data[at+c]})});let length=Math.
hypot(...v);return length>0?[v[0]/length,v[1]/length,v[2]/length]:null}#jacobian(x,y){let v=this.#vector(x,y),[a,b,c,d]=[
this.#vector(x+.5,y),this.#vector(x-.5,y),this.#vector(x,y+.5),this.#vector(x,y-.5)];if(!v||!a||!b||!c||!d)return null;let flat=Math.
hypot(v[0],v[1])||1,east=[-v[1]/flat,v[0]/flat,0],north=[-v[2]*east[1],v[2]*east[0],flat],dx=[a[0]-b[0],a[1]-b[1],a[2]-b[2]],
dy=[c[0]-d[0],c[1]-d[1],c[2]-d[2]];return{east,north,ex:dot(dx,east),ey:dot(dy,east),nx:dot(dx,north),ny:dot(dy,north)}}};
function direction({ra,dec}){let flat=Math.cos(dec*DEGREE);return[flat*Math.cos(ra*DEGREE),flat*Math.sin(ra*DEGREE),Math.
sin(dec*DEGREE)]}function dot(a,b){return a[0]*b[0]+a[1]*b[1]+a[2]*b[2]}function sexagesimal(units,digits){let scale=10**
digits,ticks=Math.round(units*3600*scale),seconds=ticks%(60*scale);ticks=(ticks-seconds)/(60*scale);let two=n=>String(n).
padStart(2,"0"),text=(seconds/scale).toFixed(digits).padStart(digits?digits+3:2,"0");return`${two(Math.floor(ticks/60))}\
:${two(ticks%60)}:${text}`}function formatRa(ra,digits=3){let text=sexagesimal((ra%360+360)%360/15,digits);return text.startsWith(
"24:")?sexagesimal(0,digits):text}function formatDec(dec,digits=2){return(dec<0?"−":"+")+sexagesimal(Math.abs(dec),digits)}var Listeners=class{#callbacks=new Map;add(key2,callback){let set=this.#callbacks.get(key2);return set||this.#callbacks.
set(key2,set=new Set),set.add(callback),()=>set.delete(callback)}call(key2){for(let callback of[...this.#callbacks.get(key2)??
[]])callback()}clear(){this.#callbacks.clear()}},LocalStore=class{#values=new Map;#listeners=new Listeners;get(key2){return this.#values.
get(key2)}set(key2,value){this.#values.get(key2)!==value&&(this.#values.set(key2,value),this.#listeners.call(key2))}on(key2,callback){
return this.#listeners.add(key2,callback)}},GATHER={viewport:150,component:0,stretch_parameter:0},GATHER_OTHERS=100;function same(a,b){
return a===b||JSON.stringify(a)===JSON.stringify(b)}var Store=class{local=new LocalStore;#model;#listeners=new Listeners;#watched=new Map;#unsent=new Map;#sent=new Map;#setting=!1;#timer=0;#due=1/0;constructor(model){
this.#model=model}get(key2){return this.#model.get(key2)}set(key2,value){same(this.get(key2),value)||(this.#watch(key2),
this.#unsent.set(key2,value),this.#write(key2,value),this.#schedule(GATHER[key2]??GATHER_OTHERS),this.#listeners.call(key2))}on(key2,callback){
return this.#watch(key2),this.#listeners.add(key2,callback)}flush(){if(clearTimeout(this.#timer),this.#due=1/0,!!this.#unsent.
size){for(let[key2,value]of this.#unsent)this.#sent.set(key2,value);this.#unsent.clear(),this.#model.save_changes()}}dispose(){
this.flush();for(let[key2,callback]of this.#watched)this.#model.off(`change:${key2}`,callback);this.#watched.clear(),this.#listeners.
clear()}#schedule(delay){let due=performance.now()+delay;due>=this.#due||(clearTimeout(this.#timer),this.#due=due,this.#timer=
setTimeout(()=>this.flush(),delay))}#watch(key2){if(this.#watched.has(key2))return;let callback=()=>this.#changed(key2);
this.#watched.set(key2,callback),this.#model.on(`change:${key2}`,callback)}#write(key2,value){this.#setting=!0;try{this.#model.
set(key2,value)}finally{this.#setting=!1}}#changed(key2){if(!this.#setting){if(this.#unsent.has(key2)){if(same(this.get(
key2),this.#sent.get(key2)))return this.#write(key2,this.#unsent.get(key2));this.#unsent.delete(key2)}this.#listeners.call(
key2)}}};var Codec=class{constructor(center,step,linear,zero){this.center=center;this.step=step;this.linear=linear;this.zero=zero;
this.key=`${center},${step},${linear},${zero}`}center;step;linear;zero;key;get exact(){return this.linear>=65535}value(code){
if(code===0)return NaN;if(code===1)return-1/0;if(code===65535)return 1/0;let n=code-this.zero,k=Math.abs(n),a=k;if(k>this.
linear){let bin=k-this.linear-1,base=this.linear;for(;bin>=1024;bin-=1024)base*=2;let unit=base/1024;a=base+bin*unit+unit/
2}return this.center+(n<0?-a:a)*this.step}stepAt(value){if(value<this.value(2)||value>this.value(65534))return 1/0;let a=Math.
abs(value-this.center)/this.step;return a<=this.linear?this.step:this.linear*2**Math.floor(Math.log2(a/this.linear))/1024*
this.step}};var CODES=65536,LEVELS=256,OPAQUE=4278190080;function pack(r,g,b){return(OPAQUE|b<<16|g<<8|r)>>>0}function levelColors(shading){
let packed=new Uint32Array(LEVELS),{colors,contrast,bias}=shading;for(let level=0;level<LEVELS;level++){let y=Math.min(Math.
max((level/255-bias)*contrast+.5,0),1),i=3*Math.floor(y*255+.5);packed[level]=pack(colors[i],colors[i+1],colors[i+2])}return packed}
function fillLut(lut,codec,shading){let{low,high,thresholds}=shading,colors=levelColors(shading),start=2;for(let level=0;level<
LEVELS-1&&start<=65534;level++){let threshold=thresholds[level],a=start,b=65535;for(;a<b;){let middle=a+b>>1;(codec.value(
middle)-low)/(high-low)>=threshold?b=middle:a=middle+1}lut.fill(colors[level],start,a),start=a}lut.fill(colors[LEVELS-1],
start,65535),lut[0]=shading.bad,lut[1]=colors[0],lut[65535]=colors[LEVELS-1]}var TABLES=12;function rgb(color){let n=/^#[0-9a-f]{6}$/i.test(color)?parseInt(color.slice(1),16):16777215;return[n>>16,
n>>8&255,n&255]}function paint({color,opacity,outline},of){let[r,g,b]=rgb(color);return{r,g,b,opacity,outline,key:`${of}\
.${color}.${opacity}.${outline}`}}function floats(view,start,count){let out=new Float32Array(count);for(let i=0;i<count;i++)
out[i]=view.getFloat32(4*(start+i),!0);return out}var StyleState=class{version=0;shadingVersion=0;shading;planes=[];expressions=[];#store;#offs=[];#listeners=new Set;#tables=new Map;constructor(store){
this.#store=store,this.shading=this.#readShading(),this.#readPlanes();let shading=["cuts","stretch","stretch_names","str\
etch_tables","colormap","colormap_names","colormap_tables","inverted","contrast","bias","bad_color"],shade=()=>{this.shading=
this.#readShading(),this.shadingVersion++,this.#changed()};for(let key2 of shading)this.#offs.push(store.on(key2,shade));
let colored=inColor(store);this.#offs.push(store.on("image_info",()=>{colored!==inColor(store)&&(colored=!colored,shade())}));
for(let key2 of["planes","mask_planes","mask_expressions"])this.#offs.push(store.on(key2,()=>{this.#readPlanes(),this.#changed()}))}onChange(callback){
return this.#listeners.add(callback),()=>this.#listeners.delete(callback)}lut(codec){let table=this.#tables.get(codec.key);
return table||(this.#tables.size>=TABLES&&this.#tables.delete(this.#tables.keys().next().value),table={version:-1,lut:new Uint32Array(
CODES)},this.#tables.set(codec.key,table)),table.version!==this.shadingVersion&&(fillLut(table.lut,codec,this.shading),table.
version=this.shadingVersion),table.lut}bar(){return levelColors(this.shading)}dispose(){for(let off of this.#offs)off();
this.#listeners.clear(),this.#tables.clear()}#changed(){this.version++;for(let callback of this.#listeners)callback()}#readShading(){
let store=this.#store,[low,high]=store.get("cuts"),row2=(names,name)=>Math.max(names.indexOf(name),0),stretches=store.get(
"stretch_tables"),colormaps=store.get("colormap_tables"),stretch=row2(store.get("stretch_names"),store.get("stretch")),colormap=row2(
store.get("colormap_names"),store.get("colormap")),colors=new Uint8Array(3*LEVELS),inverted=store.get("inverted"),colored=inColor(
store);for(let i=0;i<LEVELS;i++){if(colored){colors.fill(i,3*i,3*i+3);continue}let from=3*(LEVELS*colormap+(inverted?LEVELS-
1-i:i));for(let c=0;c<3;c++)colors[3*i+c]=colormaps.getUint8(from+c)}return{low,high,colors,thresholds:floats(stretches,
(LEVELS-1)*stretch,LEVELS-1),contrast:store.get("contrast"),bias:store.get("bias"),bad:pack(...rgb(store.get("bad_color")))}}#readPlanes(){
let states2=this.#store.get("planes");this.planes=[];for(let{name,byte,bit}of this.#store.get("mask_planes")){let state=Object.
hasOwn(states2,name)?states2[name]:void 0;state?.visible&&this.planes.push({byte,bit,...paint(state,`${byte}.${bit}`)})}
this.expressions=this.#store.get("mask_expressions").filter(({visible,removed})=>visible&&!removed).map(expression=>({postfix:expression.
postfix,...paint(expression,expression.postfix.join("."))}))}};var Page=class{#entries=new Set;#bytes=0;#frame=-1;#spent=0;keep(entry,bytes){this.drop(entry),entry.bytes=bytes,this.#entries.
add(entry),this.#bytes+=bytes,this.#bytes>96e6&&this.#evict()}touch(entry){this.#entries.delete(entry)&&this.#entries.add(
entry)}drop(entry){this.#entries.delete(entry)&&(this.#bytes-=entry.bytes)}get bytes(){return this.#bytes}timeLeft(frame){
return frame!==this.#frame&&(this.#frame=frame,this.#spent=0),8-this.#spent}spend(milliseconds){this.#spent+=milliseconds}#evict(){
for(let entry of this.#entries){if(this.#bytes<=96e6)return;entry.pinned()||(this.drop(entry),entry.evict())}}},KEY=Symbol.
for("imgview.page.1"),globals=globalThis,page=globals[KEY]??=new Page;var States=class{#slots=new Int32Array(1<<18).fill(-1);#used=[];keys=[];columns=[];clear(){this.nextColumn(),this.keys=[
0],this.columns=[0]}nextColumn(){for(let slot of this.#used)this.#slots[slot]=-1;this.#used=[]}number(key2,column2){let slots=this.#slots,
slot=Math.imul(key2,2654435761)>>>14;for(;slots[slot]>=0;){if(this.keys[slots[slot]]===key2)return slots[slot];slot=slot+
1&slots.length-1}return slots[slot]=this.keys.length,this.#used.push(slot),this.columns.push(column2),this.keys.push(key2)-
1}},states=new States;function pairUp(planes,bytes,height,width){let stride=width+2,size=stride*(height+2),words=new Uint32Array(
planes.buffer,planes.byteOffset,planes.length+3>>2),index=new Uint32Array(height*width);states.clear();let column2=0,lastKey=-1,
lastState=0;for(let word=0;word<words.length;word++)if(words[word]!==0)for(let at=4*word;at<4*word+4;at++){let own=planes[at];
if(!own)continue;let b=Math.floor(at/size),y=Math.floor((at-b*size)/stride)-1,x=at-b*size-(y+1)*stride-1;if(x<0||y<0||x>=
width||y>=height)continue;b!==column2&&(column2=b,lastKey=-1,states.nextColumn());let inner=planes[at-1]&planes[at+1]&planes[at-
stride]&planes[at+stride],to=(height-1-y)*width+x,key2=index[to]*65536+own*256+(own&~inner);key2!==lastKey&&(lastKey=key2,
lastState=states.number(key2,b)),index[to]=lastState}let made=states.keys.length,apron=apronOf(planes,bytes.length,height,
width);return made===1&&!apron.some(Boolean)?null:{...palette(index,bytes,made>4096?renumber(index,made):null),apron}}function apronOf(planes,size,height,width){
let stride=width+2,apron=new Uint8Array(2*(width+height)*size),to=0,take=(first2,step,count)=>{for(let i=0,at=first2;i<count;i++,
at+=step)for(let b=0;b<size;b++)apron[to++]=planes[at+b*stride*(height+2)]};return take((height+1)*stride+1,1,width),take(
1,1,width),take(height*stride,-stride,height),take(height*stride+width+1,-stride,height),apron}function renumber(index,made){
let numbers=new Uint32Array(made);for(let i=0;i<index.length;i++)numbers[index[i]]=1;let count=1;for(let state=1;state<made;state++)
numbers[state]&&(numbers[state]=count++);numbers[0]=0;for(let i=0;i<index.length;i++)index[i]=numbers[index[i]];return numbers}
function palette(index,bytes,numbers){let{keys,columns:columns2}=states,size=bytes.length,count=numbers?numbers.reduce((a,b)=>Math.
max(a,b),0)+1:keys.length,own=new Uint8Array(count*size),edge2=new Uint8Array(count*size);for(let state=1;state<keys.length;state++){
let number=numbers?numbers[state]:state;if(number)for(let s=state;s>0;s=Math.floor(keys[s]/65536))own[number*size+columns2[s]]=
keys[s]>>>8&255,edge2[number*size+columns2[s]]=keys[s]&255}let Narrow=count<=256?Uint8Array:count<=65536?Uint16Array:Uint32Array;
return{index:new Narrow(index),count,bytes,own,edge:edge2}}async function inflate(data,offset,length,size){let stream=new DecompressionStream("deflate"),writer=stream.writable.getWriter();
writer.write(new Uint8Array(data.buffer,data.byteOffset+offset,length)).then(()=>writer.close()).catch(()=>{});let reader=stream.
readable.getReader(),out=new Uint8Array(new ArrayBuffer(size+3&-4),0,size),at=0;for(;;){let{done,value}=await reader.read();
if(done)break;if(at+value.length>size)throw new Error(`more than ${size} bytes in a tile`);out.set(value,at),at+=value.length}
if(at!==size)throw new Error(`${at} instead of ${size} bytes in a tile`);return out}async function decodeTile(meta,data){
let{level,row:row2,col,channels,image,mask}=meta,[height,width]=meta.shape,[shuffled,planes]=await Promise.all([inflate(
data,0,image,2*height*width*channels),mask?inflate(data,image,mask,meta.bytes.length*(height+2)*(width+2)):null]),codes=new Uint16Array(
height*width*channels);for(let c=0;c<channels;c++)unshuffle(shuffled,codes,c*height*width,height,width);let pairs=planes?
pairUp(planes,meta.bytes,height,width):null,bytes=codes.byteLength+(pairs?pairs.index.byteLength+2*pairs.own.byteLength+
pairs.apron.byteLength:0);return{level,row:row2,col,width,height,codec:new Codec(...meta.codec),channels,codes,pairs,bytes}}
function unshuffle(shuffled,codes,first2,height,width){let size=height*width;for(let y=0;y<height;y++){let from=2*first2+
y*width,to=first2+(height-1-y)*width;for(let end=from+width;from<end;from++,to++)codes[to]=shuffled[from]<<8|shuffled[size+
from]}}var PACE=50,FIRST_RETRY2=1e3,LAST_RETRY2=6e4,Slot=class{constructor(id,tile,owner){this.id=id;this.tile=tile;this.owner=
owner}id;tile;owner;bytes=0;picture=null;styleVersion=-1;signature="";refined=-1;get size(){return this.tile.bytes+(this.
picture?4*this.tile.width*this.tile.height:0)}pinned(){return this.owner.pinned(this.id)}evict(){this.picture=null,this.
owner.evicted(this.id)}dropPicture(){this.picture&&(this.picture=null,this.styleVersion=-1,this.signature="",page.keep(this,
this.size))}},TileStore=class{#store;#channel;#slots=new Map;#decoding=new Set;#wants=new Map;#listeners=new Set;#offs;#wanted=new Set;#info=null;#questions=new Set;#view=0;#asked=-1/0;#timer=0;#retry=FIRST_RETRY2;#notBefore=-1/0;constructor(store,channel){
this.#store=store,this.#channel=channel,this.#offs=[store.on("image_info",()=>this.#newImage()),store.on("first_tiles",()=>this.#firstTiles())],
this.#newImage(),this.#firstTiles()}get info(){return this.#info}get(key2){let slot=this.#slots.get(this.#id(key2));return slot&&
page.touch(slot),slot}get overview(){return[Math.max((this.#info?.levels??1)-1,0),0,0]}want(view,keys){this.#wants.set(view,
keys),this.#rewant()}forget(view){if(this.#wants.delete(view)&&(this.#rewant(),!this.#wants.size))for(let slot of this.#slots.
values())slot.dropPicture()}refine(slots,shadingVersion){this.#questions.size||!this.#info||!slots.length||(this.#store.
flush(),this.#ask(slots.map(({tile})=>[tile.level,tile.row,tile.col]),{slots,shadingVersion}))}onChange(callback){return this.#listeners.
add(callback),()=>this.#listeners.delete(callback)}receive(message2,buffers){return message2.kind!=="tiles"?!0:(message2.
image===this.#info?.id&&(message2.tiles.forEach((meta,i)=>this.#accept(message2.component,meta,buffers[i])),message2.tiles.
length&&(this.#retry=FIRST_RETRY2)),message2.done)}pinned(id){return this.#wanted.has(id)}evicted(id){this.#slots.delete(
id)}dispose(){clearTimeout(this.#timer);for(let off of this.#offs)off();this.#listeners.clear(),this.#wants.clear(),this.#clear(),
this.#info=null}#id([level,row2,col],component=this.#info?.component??"image"){return`${component}/${level}/${row2}/${col}`}#changed(){
for(let callback of[...this.#listeners])callback()}#clear(){for(let slot of this.#slots.values())page.drop(slot);this.#slots.
clear(),this.#decoding.clear(),this.#cancel()}#cancel(){for(let{id}of this.#questions)this.#channel.cancel(id);this.#questions.
clear()}#newImage(){let info=this.#store.get("image_info"),next2="shape"in info?info:null;next2?.id!==this.#info?.id?this.#clear():
next2?.component!==this.#info?.component&&this.#cancel(),this.#info=next2,this.#retry=FIRST_RETRY2,this.#notBefore=-1/0,
this.#wants.clear(),this.#rewant(),this.#changed()}#firstTiles(){if(this.#info)for(let first2 of this.#store.get("first_\
tiles"))this.#accept(this.#info.component,first2,first2.data)}#accept(component,meta,data){let id=this.#id([meta.level,meta.
row,meta.col],component),image=this.#info?.id;this.#decoding.add(id);for(let{left}of this.#questions)left.delete(id);decodeTile(
meta,data).then(tile=>image===this.#info?.id&&this.#put(id,tile)).catch(error=>{this.#store.local.set("error",`A tile co\
uld not be read: ${String(error)}`),this.#backOff()}).finally(()=>{image===this.#info?.id&&(this.#decoding.delete(id),this.#changed())})}#put(id,tile){
let slot=this.#slots.get(id);slot?(slot.tile=tile,slot.styleVersion=-1,slot.signature=""):(slot=new Slot(id,tile,this),this.#slots.
set(id,slot)),page.keep(slot,slot.size)}#rewant(){this.#wanted=new Set([...this.#wants.values()].flat().map(key2=>this.#id(
key2))),this.#info&&this.#wanted.add(this.#id(this.overview)),this.#review()}#missing(){if(!this.#wants.size)return[];let lists=[
...this.#wants.values(),[this.overview]],found=new Map,longest=Math.max(...lists.map(list=>list.length));for(let i=0;i<longest;i++)
for(let list of lists.slice(0,-1))this.#note(list[i],found);return this.#note(this.overview,found),[...found.values()]}#note(key2,found){
if(!key2)return;let id=this.#id(key2);!this.#slots.has(id)&&!this.#decoding.has(id)&&found.set(id,key2)}#review(){clearTimeout(
this.#timer);let missing=this.#info?this.#missing():[];this.#store.local.set("waiting",missing.length>0);let refining=[...this.#questions].
some(({refine})=>refine);if(!missing.length){this.#store.local.set("error",""),refining||this.#cancel();return}let coming=new Set(
[...this.#questions].flatMap(({left})=>[...left])),news=missing.filter(key2=>!coming.has(this.#id(key2))),useful=missing.
length-news.length,moved=refining||coming.size-useful>useful;if(!news.length&&!moved)return;let due=Math.max(this.#questions.
size?this.#asked+PACE:0,this.#notBefore),now=performance.now();if(due>now)this.#timer=setTimeout(()=>this.#review(),due-
now);else if(moved){for(let{id}of this.#questions)this.#channel.forget(id);this.#questions.clear(),this.#view++,this.#ask(
missing,null)}else this.#ask(news,null)}#ask(want,refine){let{id:image,component}=this.#info,question={id:0,left:new Set(
want.map(key2=>this.#id(key2))),refine};this.#questions.add(question),this.#asked=performance.now();let{client}=this.#channel;
question.id=this.#channel.ask(id=>({kind:"tiles",id,client,image,component,view:this.#view,refine:refine!==null,want:want.
map(([level,row2,col])=>[level,row2,col])}),{reply:(message2,buffers)=>{let done=this.receive(message2,buffers);return done&&
this.#answered(question),done},failed:error=>{error&&this.#store.local.set("error",error.error),this.#answered(question)}})}#answered(question){
if(!this.#questions.delete(question))return;let{refine,left}=question;if(refine)for(let slot of refine.slots)slot.refined=
refine.shadingVersion;else left.size&&this.#backOff();this.#review()}#backOff(){this.#notBefore=performance.now()+this.#retry,
this.#retry=Math.min(2*this.#retry,LAST_RETRY2)}};var PROTOCOL=2;function mismatch(model){let theirs=model.get("protocol");return theirs===PROTOCOL?null:`This page and th\
e kernel run different versions of imgview (page protocol ${PROTOCOL}, kernel protocol ${String(theirs)}): reload the pa\
ge or restart the kernel.`}var Session=class{store;channel;style;tiles;sky;readout;layers;constructor(model){this.store=
new Store(model),this.channel=new Channel(model,this.store.local,(message2,buffers)=>this.tiles.receive(message2,buffers)),
this.style=new StyleState(this.store),this.tiles=new TileStore(this.store,this.channel),this.sky=new Sky(this.store),this.
readout=new Readout(this.store,this.channel,this.tiles,this.sky),this.layers=new LayerStore(this.store,this.channel)}dispose(){
this.layers.dispose(),this.readout.dispose(),this.sky.dispose(),this.tiles.dispose(),this.style.dispose(),this.channel.dispose(),
this.store.dispose()}};function followTheme(root){let system=matchMedia("(prefers-color-scheme: dark)"),apply=()=>{root.dataset.theme=isDark(system.
matches)?"dark":"light",root.dispatchEvent(new Event("iv-theme"))},observer=new MutationObserver(apply);for(let node of[
document.documentElement,document.body])observer.observe(node,{attributeFilter:["class","data-jp-theme-light","data-vsco\
de-theme-kind","data-theme","theme"]});return system.addEventListener("change",apply),apply(),()=>{observer.disconnect(),
system.removeEventListener("change",apply)}}function isDark(preferred){let{jpThemeLight,vscodeThemeKind}=document.body.dataset;
if(jpThemeLight)return jpThemeLight==="false";if(vscodeThemeKind)return!vscodeThemeKind.includes("light");let html=document.
documentElement,named=html.dataset.theme??html.getAttribute("theme")??"";return/dark|light/.test(named)?named.includes("\
dark"):preferred}var formats=new Map;function fixed(value,decimals){let format=formats.get(decimals);return format||(format=new Intl.NumberFormat(
"en-US",{minimumFractionDigits:decimals,maximumFractionDigits:decimals}),formats.set(decimals,format)),format.format(value).
replace("-","−")}function magnitude(value){return value===0?0:Math.floor(Math.log10(Math.abs(value))+1e-12)}function special(value){
return Number.isNaN(value)?"NaN":value===1/0?"+inf":value===-1/0?"−inf":null}function integer(value){return special(value)??
fixed(value,0)}function significant(value,digits){let odd=special(value);if(odd)return odd;let power=magnitude(value);if(power>=
Math.max(digits,7)+2||power<-4)return value.toExponential(digits-1).replace(/\.?0+e/,"e").replace("e+","e").replace(/-/g,
"−");let text=fixed(value,clampDecimals(digits-1-power));return text.includes(".")?text.replace(/\.?0+$/,""):text}function clampDecimals(decimals){
return Math.min(Math.max(decimals,0),12)}function measured(value,sigma,isInteger){let known=sigma!==null&&sigma>0&&Number.
isFinite(sigma),tail=known?" ± ":"",odd=special(value),power=magnitude(odd?0:value);if(odd||power>=9||value!==0&&power<
-4)return`${odd??significant(value,7)}${known?tail+significant(sigma,3):""}`;let exact=isInteger&&Number.isInteger(value),
worth=known?Math.max(2-magnitude(sigma),0):exact?0:6-power,decimals=clampDecimals(Math.min(6-power,worth)),text=fixed(value,
exact?0:decimals);if(!known)return text;let lost=sigma<10**-decimals;return text+tail+(lost?significant(sigma,3):fixed(sigma,
exact?clampDecimals(worth):decimals))}function ratio(value){return special(value)??fixed(value,Math.abs(value)>=99.95?0:
Math.abs(value)>=9.995?1:2)}function short(value,range=Math.abs(value)){if(!Number.isFinite(value)||!(range>0))return significant(
value,4);let decimals=2-magnitude(range),rounded=decimals>12?value:Number(value.toFixed(Math.max(decimals,0)));return significant(
rounded,Math.max(3,magnitude(rounded)+1+Math.max(decimals,0)))}function zoomFactor(zoom2){return`${fixed(zoom2,clampDecimals(
1-magnitude(zoom2)))}×`}function createColorbar(view){let{store,session:{style}}=view,canvas=h("canvas",{class:"iv-ramp",attrs:{width:256,height:1,
"aria-hidden":"true"}}),[low,middle,high]=[h("span"),h("span"),h("span")],box=h("div",{class:"iv-colorbar"},canvas,h("di\
v",{class:"iv-ends"},low,middle,high)),paint3=perFrame(()=>{let{shading}=style,unit=imageInfo(store)?.unit??"",context=canvas.
getContext("2d");if(!context)return;let picture=context.createImageData(256,1);new Uint32Array(picture.data.buffer).set(
style.bar()),context.putImageData(picture,0,0);let range=shading.high-shading.low;setText(low,short(shading.low,range)),
setText(middle,short(shading.low+shading.thresholds[127]*range,range)),setText(high,`${short(shading.high,range)} ${unit}`.
trimEnd())});return view.onClose(paint3.cancel),view.onClose(style.onChange(paint3.ask)),view.watch(["image_info"],paint3.
ask),box}var HALO="rgba(0, 0, 0, 0.7)",INK="#ffffff";function strokeHalo(pen,path,width=1.5,ink=INK,halo=2.5){pen.lineJoin=pen.lineCap=
"round",pen.strokeStyle=HALO,pen.lineWidth=width+halo,pen.stroke(path),pen.strokeStyle=ink,pen.lineWidth=width,pen.stroke(
path)}function textHalo(pen,text,x,y,ink=INK){pen.lineJoin="round",pen.strokeStyle=HALO,pen.lineWidth=3,pen.strokeText(text,
x,y),pen.fillStyle=ink,pen.fillText(text,x,y)}var ROUND=[1,2,5],SEXAGESIMAL=[1,2,5,10,20,30];function scaleBar(perPixel,sky){if(!(perPixel>0)||!Number.isFinite(perPixel))
return null;let most=132*perPixel,[value,label]=sky?roundAngle(most):roundPixels(most);return{length:value/perPixel,label}}
function roundDecimal(most){let power=10**Math.floor(Math.log10(most));return Math.max(...ROUND.filter(step=>step*power<=
most*(1+1e-9)))*power}function roundPixels(most){let value=roundDecimal(most);return[value,`${Number(value.toPrecision(1))}\
 px`]}function roundAngle(most){if(most<1){let value2=roundDecimal(most);return[value2,`${Number(value2.toPrecision(1))}\
″`]}if(most>=3600){let value2=roundDecimal(most/3600);return[value2*3600,`${Number(value2.toPrecision(1))}°`]}let[unit,
sign]=most>=60?[60,"′"]:[1,"″"],value=Math.max(...SEXAGESIMAL.filter(step=>step*unit<=most));return[value*unit,`${value}${sign}`]}var CELL=28,SPACING=170,INK2="rgba(150, 215, 255, 0.6)",TEXT="#d9f2ff",DEC_STEPS=steps([1,2,5,10,20,30].flatMap(n=>[n/3600,
n/60]),[1,2,5,10,15,30]),RA_STEPS=steps([1,2,5,10,20,30].flatMap(n=>[n/240,n/4]),[15,30,45]);function steps(middle,whole){
return[...[.001,.01,.1].flatMap(power=>[1,2,5].map(n=>n*power*Math.min(...middle))),...middle,...whole].sort((a,b)=>a-b)}
function drawSkyGrid(pen,sky,viewport){let{width,height}=viewport,field=sample(sky,viewport),path=new Path2D,named=[];for(let[
values,ladder,print,sides]of[[field.ra,RA_STEPS,raText,["top","bottom","left","right"]],[field.dec,DEC_STEPS,decText,["l\
eft","right","top","bottom"]]])for(let{level,label}of lines(values,ladder,Math.hypot(width,height)/SPACING,print))named.
push({text:label,ends:trace(path,field,values,level,width,height),sides});strokeHalo(pen,path,1,INK2,1.2),pen.textAlign=
"left",pen.textBaseline="alphabetic";let taken=[[0,0,60,30],[0,height-84,250,height],[width-172,height-132,width,height]];
for(let{text,ends,sides}of named){let w=pen.measureText(text).width,place=sides.flatMap(side=>ends.map(end=>labelBox(end,
side,w,width,height))).find(box=>box&&taken.every(other=>apart(box,other)));place&&(taken.push(place),textHalo(pen,text,
place[0],place[3]-3,TEXT))}}function labelBox({x,y},side,w,width,height){if({top:y,bottom:height-y,left:x,right:width-x}[side]>
1)return null;let[x0,y0]={top:[x+5,9],bottom:[x+5,height-22],left:[8,y-18],right:[width-w-8,y-18]}[side];return x0<4||y0<
4||x0+w>width-4||y0+16>height-4?null:[x0,y0,x0+w,y0+16]}function apart(a,b){return a[2]+8<b[0]||b[2]+8<a[0]||a[3]<b[1]||
b[3]<a[1]}function sample(sky,viewport){let nx=Math.max(2,Math.ceil(viewport.width/CELL)),ny=Math.max(2,Math.ceil(viewport.
height/CELL)),ra=new Float64Array((nx+1)*(ny+1)).fill(NaN),dec=new Float64Array(ra.length).fill(NaN),middle=sky.radec(viewport.
center.x,viewport.center.y)?.ra??0;for(let j=0;j<=ny;j++)for(let i=0;i<=nx;i++){let{x,y}=viewport.toImage(viewport.width*
i/nx,viewport.height*j/ny),at=sky.radec(x,y);at&&(ra[j*(nx+1)+i]=middle+(at.ra-middle+540)%360-180,dec[j*(nx+1)+i]=at.dec)}
return{nx,ny,ra,dec}}function lines(values,ladder,wanted,print){let finite=values.filter(Number.isFinite);if(!finite.length)
return[];let low=finite.reduce((a,b)=>Math.min(a,b)),high=finite.reduce((a,b)=>Math.max(a,b)),step=ladder.find(size=>(high-
low)/size<=wanted)??ladder[ladder.length-1],found=[];for(let n=Math.ceil(low/step);n*step<=high;n++)found.push({level:n*
step,label:print(n*step,step)});return found}function trace(path,field,values,level,width,height){let{nx,ny}=field,ends=[],
cross=(i,j,di,dj)=>{let a=values[j*(nx+1)+i]-level,b=values[(j+dj)*(nx+1)+i+di]-level;if(a<0==b<0||Math.abs(a-b)>170)return null;
let t=a/(a-b);return{x:(i+di*t)*width/nx,y:(j+dj*t)*height/ny}};for(let j=0;j<ny;j++)for(let i=0;i<nx;i++){let points=[cross(
i,j,1,0),cross(i,j+1,1,0),cross(i,j,0,1),cross(i+1,j,0,1)].filter(point=>point!==null);if(!(points.length<2)){path.moveTo(
points[0].x,points[0].y),path.lineTo(points[1].x,points[1].y);for(let point of points){let{x,y}=point;(x<1||y<1||x>width-
1||y>height-1)&&ends.push(point)}}}return ends}function raText(value,step){let seconds=step*240,text=formatRa(value,seconds<
1?Math.ceil(-Math.log10(seconds)-1e-9):0);return seconds>=60?text.slice(0,5):text}function decText(value,step){let seconds=step*
3600,text=formatDec(value,seconds<1?Math.ceil(-Math.log10(seconds)-1e-9):0);return seconds>=60?text.slice(0,6):text}var BOX_FROM_ZOOM=4,GRID_FROM_ZOOM=16,MARGIN=12,ARROW=34;function createFurniture(view){let{painter,probe,session,store,
root}=view,{viewport}=painter,canvas=h("canvas",{class:"iv-furniture",attrs:{"aria-hidden":"true"}}),font="",draw2=()=>{
later.cancel();let{width,height}=viewport,pen=sizeCanvas(canvas,width,height,viewport.dpr);if(!pen)return;pen.clearRect(
0,0,width,height);let info=imageInfo(store);if(root.dataset.zoom=String(viewport.zoom),!info||width<60||height<60)return;
font||=`12px ${getComputedStyle(root).fontFamily}`,pen.font=font,viewport.zoom>=GRID_FROM_ZOOM&&drawPixelGrid(pen,viewport),
store.get("show_grid")&&session.sky.known&&drawSkyGrid(pen,session.sky,viewport),probe.at&&drawPixel(pen,viewport,probe.
at,probe.pinned),pen.textBaseline="alphabetic",pen.textAlign="left",textHalo(pen,zoomFactor(viewport.zoom),MARGIN,MARGIN+
10);let used=height>150?drawCompass(pen,view):0;drawScaleBar(pen,view,used)},later=perFrame(draw2);return view.onClose(painter.
onFrame(draw2)),view.onClose(probe.onChange(later.ask)),view.onClose(later.cancel),view.watch(["show_grid","image_info",
"sky_grid"],later.ask),canvas}function drawPixelGrid(pen,viewport){let{width,height,dpr}=viewport,[ny,nx]=viewport.box.shape,
[y0,x0]=viewport.box.start,a=viewport.toImage(0,height),b=viewport.toImage(width,0),[left,right]=[Math.max(a.x,x0-.5),Math.
min(b.x,x0+nx-.5)],[low,high]=[Math.max(a.y,y0-.5),Math.min(b.y,y0+ny-.5)],from=viewport.toScreen(left,high),to=viewport.
toScreen(right,low),crisp=value=>(Math.round(value*dpr)+.5)/dpr,path=new Path2D;for(let x=Math.ceil(left-.5)+.5;x<=right;x++){
let at=crisp(viewport.toScreen(x,0).sx);path.moveTo(at,from.sy),path.lineTo(at,to.sy)}for(let y=Math.ceil(low-.5)+.5;y<=
high;y++){let at=crisp(viewport.toScreen(0,y).sy);path.moveTo(from.sx,at),path.lineTo(to.sx,at)}pen.lineWidth=1/dpr,pen.
strokeStyle="rgba(128, 128, 128, 0.4)",pen.stroke(path)}function drawPixel(pen,viewport,at,pinned){let[x,y]=[Math.round(
at.x),Math.round(at.y)],[ny,nx]=viewport.box.shape,[y0,x0]=viewport.box.start;if(x<x0||y<y0||x>=x0+nx||y>=y0+ny)return;let from=viewport.
toScreen(x-.5,y+.5),to=viewport.toScreen(x+.5,y-.5),path=new Path2D;if(viewport.zoom>=BOX_FROM_ZOOM&&path.rect(from.sx,from.
sy,to.sx-from.sx,to.sy-from.sy),pinned){let[mx,my]=[(from.sx+to.sx)/2,(from.sy+to.sy)/2],inner=Math.max((to.sx-from.sx)/
2,0)+4;for(let[dx,dy]of[[1,0],[-1,0],[0,1],[0,-1]])path.moveTo(mx+dx*inner,my+dy*inner),path.lineTo(mx+dx*(inner+12),my+
dy*(inner+12))}strokeHalo(pen,path,1.25)}function drawCompass(pen,view){let{viewport}=view.painter,rose=view.session.sky.
compass(viewport.center.x,viewport.center.y);if(!rose||!Number.isFinite(rose.north.x+rose.east.x))return 0;let tips=[rose.
north,rose.east].map(({x,y})=>({x:x*ARROW,y:-y*ARROW})),labels=tips.map(({x,y})=>({x:x*(1+11/ARROW),y:y*(1+11/ARROW)})),
reach=values=>[Math.min(0,...values),Math.max(0,...values)],[left,right]=reach(labels.flatMap(({x})=>[x-5,x+5])),[,bottom]=reach(
labels.flatMap(({y})=>[y-5,y+5])),ox=MARGIN-left,oy=viewport.height-MARGIN-bottom,path=new Path2D;for(let{x,y}of tips){path.
moveTo(ox,oy),path.lineTo(ox+x,oy+y);let[ux,uy]=[x/ARROW,y/ARROW];for(let side of[1,-1])path.moveTo(ox+x,oy+y),path.lineTo(
ox+x-6*ux+side*3.5*uy,oy+y-6*uy-side*3.5*ux)}return strokeHalo(pen,path),pen.textAlign="center",pen.textBaseline="middle",
["N","E"].forEach((name,i)=>textHalo(pen,name,ox+labels[i].x,oy+labels[i].y)),right-left+18}function drawScaleBar(pen,view,used){
let{viewport}=view.painter,scale=localScale(view),bar=scaleBar((scale??1)/viewport.zoom,scale!==null);if(!bar)return;let x=MARGIN+
used,y=viewport.height-MARGIN-1;if(x+bar.length>viewport.width-MARGIN)return;let path=new Path2D;path.moveTo(x,y-4),path.
lineTo(x,y+1),path.moveTo(x,y-1.5),path.lineTo(x+bar.length,y-1.5),path.moveTo(x+bar.length,y-4),path.lineTo(x+bar.length,
y+1),strokeHalo(pen,path),pen.textAlign="center",pen.textBaseline="alphabetic",textHalo(pen,bar.label,x+bar.length/2,y-9)}
function localScale(view){let{x,y}=view.painter.viewport.center,a=view.session.sky.radec(x-5,y),b=view.session.sky.radec(
x+5,y);if(!a||!b)return null;let rad=Math.PI/180,dec=(b.dec-a.dec)*rad/2,ra=(b.ra-a.ra)*rad/2,half=Math.sin(dec)**2+Math.
cos(a.dec*rad)*Math.cos(b.dec*rad)*Math.sin(ra)**2;return 2*Math.asin(Math.sqrt(half))*3600/rad/10}var UNSTYLED={visible:!1,color:"#ffffff",opacity:.5,outline:!1},controls=new WeakMap;function planeControl(store){let control=controls.
get(store);return control||(control=new PlaneControl(store),controls.set(store,control)),control}var PlaneControl=class{constructor(store){
this.store=store;this.expressions=new ExpressionControl(store)}store;before=null;hidden=null;hiddenExpressions=null;expressions;get infos(){
return this.store.get("mask_planes")}get listed(){return[...this.infos].sort((a,b)=>+(a.count===0)-+(b.count===0))}get shown(){
return this.infos.map(info=>info.name).filter(name=>this.state(name).visible)}state(name){let planes=this.store.get("pla\
nes");return Object.hasOwn(planes,name)?planes[name]??UNSTYLED:UNSTYLED}set(name,change){this.apply(new Map([[name,change]]))}show(names,visible){
this.before=null,this.apply(new Map([...names].map(name=>[name,{visible}])))}toggle(name){this.show([name],!this.state(name).
visible)}isSolo(name){let shown=this.shown;return this.before!==null&&shown.length===1&&shown[0]===name}solo(name){if(this.
isSolo(name)){let before=this.before??new Set;this.before=null,this.only(before);return}this.before!==null&&this.shown.length===
1||(this.before=new Set(this.shown)),this.only(new Set([name]))}step(direction2){let names=this.listed.filter(info=>info.
count!==0).map(info=>info.name);if(!names.length)return;let here=names.findIndex(name=>this.isSolo(name)),current=names[here],
start=direction2>0?0:names.length-1,next2=names[current===void 0?start:here+direction2];next2!==void 0?this.solo(next2):
current!==void 0&&this.solo(current)}toggleAll(){let{shown,expressions}=this,drawn=expressions.all.filter(({visible})=>visible).
map(({name})=>name);shown.length||drawn.length?(this.hidden=new Set(shown),this.hiddenExpressions=new Set(drawn),this.show(
shown,!1),expressions.show(this.hiddenExpressions,!1)):(this.show(this.hidden??new Set(this.infos.map(info=>info.name)),
!0),expressions.show(this.hiddenExpressions??new Set(expressions.all.map(({name})=>name)),!0))}only(names){this.apply(new Map(
this.infos.map(({name})=>[name,{visible:names.has(name)}])))}apply(changes){let planes={...this.store.get("planes")};for(let[
name,change]of changes)Object.defineProperty(planes,name,{value:{...this.state(name),...change},enumerable:!0,configurable:!0,
writable:!0});this.store.set("planes",planes)}},ExpressionControl=class{constructor(store){this.store=store}store;get all(){
return this.store.get("mask_expressions").filter(({removed})=>!removed)}state(name){return this.all.find(expression=>expression.
name===name)??UNSTYLED}set(name,change){this.apply(new Set([name]),change)}show(names,visible){this.apply(names,{visible})}apply(names,change){
let changed=this.store.get("mask_expressions").map(expression=>names.has(expression.name)?{...expression,...change}:expression);
this.store.set("mask_expressions",changed)}};var STEP=.12;function pan(view,event){if(!event)return;let dx={ArrowLeft:1,ArrowRight:-1}[event.key]??0,dy={ArrowUp:1,ArrowDown:-1}[event.
key]??0;if(event.shiftKey&&view.probe.pinned){view.probe.nudge(-dx,dy);return}let{viewport}=view.painter,length=STEP*Math.
min(viewport.width,viewport.height)*(event.shiftKey?5:1);viewport.panBy(dx*length,dy*length)}function zoom(view,factor){
let{viewport}=view.painter;viewport.zoomAbout(factor,viewport.width/2,viewport.height/2)}function next(all,current,back){
let here=all.indexOf(current);return all[(here+(back?all.length-1:1))%all.length]}function setCutsMode(view,mode){let cuts=view.
store.get("cuts_table")[mode];cuts&&(view.store.set("cuts",cuts),view.store.set("cuts_mode",mode))}function setCuts(view,low,high){
!(high>low)||!Number.isFinite(low)||!Number.isFinite(high)||(view.store.set("cuts",[low,high]),view.store.set("cuts_mode",
"explicit"))}var ACTIONS=[{id:"zoom-in",label:"Zoom in",keys:["+","="],group:"View",run:view=>zoom(view,Math.SQRT2)},{id:"\
zoom-out",label:"Zoom out",keys:["-","_"],group:"View",run:view=>zoom(view,Math.SQRT1_2)},{id:"pan",label:"Pan; with Shi\
ft further",group:"View",keys:["ArrowLeft","ArrowUp","ArrowDown","ArrowRight"],run:pan},{id:"home",label:"Back to the fi\
rst view",keys:["h"],group:"View",icon:"home",run:view=>view.painter.viewport.home()},{id:"fit",label:"Fit the whole ima\
ge",keys:["f","0"],group:"View",text:"fit",run:view=>view.painter.viewport.fit()},{id:"one",label:"One image pixel a scr\
een pixel",keys:["1"],group:"View",text:"1:1",run:view=>view.painter.viewport.oneToOne()},{id:"grid",label:"Sky coordina\
te grid",keys:["g"],group:"View",icon:"grid",run:({store})=>{store.get("image_info").has_sky&&store.set("show_grid",!store.
get("show_grid"))}},{id:"component",label:"Next of image, variance, S/N, …; with Shift the previous",keys:["v","V"],group:"\
Display",run:({store},event)=>{let to=next(store.get("image_info").components??[],store.get("component"),event?.shiftKey??
!1);to&&store.set("component",to)}},{id:"stretch",label:"Next stretch; with Shift the previous",keys:["s","S"],group:"Di\
splay",run:({store},event)=>{let to=next(store.get("stretch_names"),store.get("stretch"),event?.shiftKey??!1);to&&store.
set("stretch",to)}},{id:"cuts",label:"Next cuts; with Shift the previous",keys:["c","C"],group:"Display",run:(view,event)=>{
let{store}=view,modes=Object.keys(store.get("cuts_table")),to=next(modes,store.get("cuts_mode"),event?.shiftKey??!1);to&&
setCutsMode(view,to)}},{id:"invert",label:"Invert the map",keys:["i"],group:"Display",run:({store})=>{inColor(store)||store.
set("inverted",!store.get("inverted"))}},{id:"reset",label:"Reset contrast and bias",keys:["r"],group:"Display",run:({store})=>{
store.set("contrast",1),store.set("bias",.5)}},{id:"masks",label:"Hide all planes; again shows them",keys:["m"],group:"M\
ask planes",run:({store})=>planeControl(store).toggleAll()},{id:"previous-plane",label:"Previous plane alone",keys:["["],
group:"Mask planes",run:({store})=>planeControl(store).step(-1)},{id:"next-plane",label:"Next plane alone",keys:["]"],group:"\
Mask planes",run:({store})=>planeControl(store).step(1)},{id:"filter",label:"Find a plane by name",keys:["/"],group:"Mas\
k planes",run:view=>{view.showPanel(!0),view.root.querySelector(".iv-filter")?.focus()}},{id:"layers",label:"Hide all la\
yers; again shows them",keys:["l"],group:"Layers",run:({session})=>session.layers.toggleAll()},{id:"pin",label:"Pin the \
reading; again lets go",keys:["x"],group:"Reading",run:view=>view.probe.togglePin()},{id:"nudge",label:"Move the pinned \
reading by a pixel",keys:["Shift+Arrows"],group:"Reading",run:()=>{}},{id:"panel",label:"Side panel",keys:["p"],group:"V\
iewer",icon:"panel",run:view=>view.showPanel(!view.panelShown())},{id:"help",label:"Keyboard and mouse",keys:["?"],group:"\
Viewer",icon:"help",run:view=>view.toggleHelp()}],byKey=new Map;for(let action of ACTIONS)for(let key2 of action.keys)byKey.
set(key2,action);function actionForKey(key2){return byKey.get(key2)??byKey.get(key2.toLowerCase())}function actionById(id){
let found=ACTIONS.find(action=>action.id===id);if(!found)throw new Error(`no action ${id}`);return found}var KEY_NAMES={
ArrowLeft:"←",ArrowUp:"↑",ArrowDown:"↓",ArrowRight:"→","-":"−","Shift+Arrows":"Shift ←↑↓→"};function keyName(key2){
return KEY_NAMES[key2]??(key2.length===1?key2.toUpperCase():key2)}function tip(action){return`${action.label} (${keyName(
action.keys[0]??"")})`}function dragContrast(view,from,dx,dy){let{width,height}=view.painter.viewport;view.store.set("bi\
as",clamp(from.bias+dx/Math.max(width,1),0,1)),view.store.set("contrast",clamp(from.contrast*Math.exp(-3*dy/Math.max(height,
1)),.05,20))}var SVG="http://www.w3.org/2000/svg",PATHS={home:"M2.5 7.8 8 3l5.5 4.8M4 6.8V13h3V9.8h2V13h3V6.8",grid:"M8 2a6 6 0 1 0 0\
 12A6 6 0 0 0 8 2ZM2 8h12M8 2c-3.4 3.4-3.4 8.6 0 12M8 2c3.4 3.4 3.4 8.6 0 12",panel:"M2.5 3h11v10h-11ZM9.5 3v10M11.2 6h.\
8M11.2 8h.8",help:"M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",more:"M3.5 8h.01M8 8h.01M12.5 8h.01",caret:"\
m4.5 6.5 3.5 3.5 3.5-3.5",check:"m3.5 8.5 3 3 6-7",close:"m4 4 8 8M12 4l-8 8",eye:"M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 1\
2.2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",eyeOff:"M2 8.2c1.6 2.2 3.7 3.3 6 3.3s4.4-1.1 6-3\
.3M4.2 10.3l-1 1.6M8 11.5v1.9M11.8 10.3l1 1.6",warning:"M8 2.5 14.5 13.5h-13ZM8 6.5V10M8 11.9v.1"};function icon(name){let svg=document.
createElementNS(SVG,"svg");svg.setAttribute("viewBox","0 0 16 16"),svg.setAttribute("class","iv-icon"),svg.setAttribute(
"aria-hidden","true");let path=document.createElementNS(SVG,"path");return path.setAttribute("d",PATHS[name]),svg.append(
path),svg}var MOUSE=[["wheel, pinch","Zoom about the pointer"],["drag","Pan"],["right or Shift drag","Contrast and bias"],["double\
 click","Centre there"],["Alt click on an eye","This plane alone"],["double click histogram","Cuts by zscale"]];function createHelp(view){
let close=h("button",{class:"iv-button iv-plain",title:"Close (Esc)",attrs:{type:"button","aria-label":"Close the help"},
on:{click:()=>show(!1)}},icon("close")),groups=[...new Set(ACTIONS.map(action=>action.group))].map(group=>column(group,ACTIONS.
filter(action=>action.group===group).map(action=>[keysOf(action.keys),action.label]))),mouse=column("Mouse",MOUSE.map(([
what,does])=>[[what],does])),node=h("div",{class:"iv-help",attrs:{role:"dialog","aria-label":"Keyboard and mouse",hidden:!0},
on:{keydown:event=>{event.key!=="Escape"&&event.key!=="?"||(event.preventDefault(),event.stopPropagation(),show(!1))},wheel:event=>event.
stopPropagation()}},h("div",{class:"iv-help-card"},h("div",{class:"iv-section-title"},h("b",{},"Keyboard and mouse"),h("\
span",{class:"iv-spring"}),close),h("div",{class:"iv-help-columns"},...groups,mouse))),show=open=>{node.hidden=!open,(open?
close:view.stage).focus()};return{node,toggle:()=>show(node.hidden)}}function keysOf(keys){let arrows=keys.filter(key2=>key2.
startsWith("Arrow"));return arrows.length?[arrows.map(keyName).join("")]:keys.filter(key2=>key2!=="="&&key2!=="_"&&!/^[A-Z]$/.
test(key2)).map(keyName)}function column(title,lines2){return h("section",{},h("h3",{},title),h("dl",{},...lines2.flatMap(
([keys,label])=>[h("dt",{},...keys.map(key2=>h("kbd",{},key2))),h("dd",{},label)])))}var HEIGHT=38,MARGIN2={low:.16,high:.22};function createHistogram(view){let{store}=view,canvas=h("canvas",{attrs:{"aria-\
hidden":"true"}}),handles=["low","high"].map(end=>handle(end)),cursors=["red","green","blue"].map(name=>h("span",{class:"\
iv-here",attrs:{hidden:!0,"data-channel":name}})),span=h("span",{class:"iv-span",title:"Drag: both cuts"}),box=h("div",{
class:"iv-histogram",title:"Drag the cuts; double click: zscale",on:{dblclick:()=>setCutsMode(view,"zscale")}},canvas,span,
...cursors,...handles),domain={from:0,to:1},held=!1;function handle(end){return h("div",{class:"iv-handle",title:`${end===
"low"?"Low":"High"} cut: drag, or arrow keys`,attrs:{role:"slider",tabindex:0,"aria-label":`${end} cut`,"data-end":end},
on:{pointerdown:event=>hold(event,end),keydown:event=>{let step={ArrowLeft:-1,ArrowRight:1}[event.key];if(!step||event.ctrlKey||
event.metaKey)return;event.preventDefault();let length=step*(event.shiftKey?10:1)*(domain.to-domain.from)/200;move(store.
get("cuts"),end==="low"?length:0,end==="high"?length:0)}}})}function move(from,low,high){let least=(domain.to-domain.from)/
500,[a,b]=[from[0]+low,from[1]+high];low&&!high?setCuts(view,Math.min(a,b-least),b):high&&!low?setCuts(view,a,Math.max(b,
a+least)):setCuts(view,a,b)}function hold(event,what){if(event.button!==0)return;let target=event.currentTarget;held=!0;
let from=[...store.get("cuts")],scale=(domain.to-domain.from)/Math.max(canvas.clientWidth,1),dx=0,frame=perFrame(()=>{let length=dx*
scale;dx&&move(from,what==="high"?0:length,what==="low"?0:length)});drag(event,target,moved=>{dx=moved,frame.ask()},()=>{
held=!1,draw2.ask()})}span.addEventListener("pointerdown",event=>hold(event,"both"));let place=value=>clamp((value-domain.
from)/(domain.to-domain.from),0,1)*100,draw2=perFrame(()=>{let width=box.clientWidth,{low,high,counts}=store.get("histog\
ram"),cuts=store.get("cuts");box.hidden=!counts?.length,!(!width||low===void 0||high===void 0||!counts?.length)&&(held||
(domain=chooseDomain(domain,cuts,low,high)),drawBars(canvas,columns(counts,low,high,domain,Math.round(width/2)),width),handles.
forEach((node,i)=>{node.style.left=`${place(cuts[i])}%`,setAttr(node,"aria-valuenow",String(cuts[i])),setAttr(node,"aria\
-valuetext",short(cuts[i])),setAttr(node,"aria-valuemin",String(domain.from)),setAttr(node,"aria-valuemax",String(domain.
to))}),span.style.left=`${place(cuts[0])}%`,span.style.right=`${100-place(cuts[1])}%`,mark())}),mark=()=>{let{reading}=view.
probe,values=reading?.inside?reading.values:[];setAttr(box,"data-color",values.length>1),cursors.forEach((cursor,i)=>{cursor.
hidden=!Number.isFinite(values[i]),cursor.hidden||(cursor.style.left=`${place(values[i])}%`)})};view.onClose(draw2.cancel),
view.onClose(view.probe.onChange(mark)),view.watch(["histogram","cuts"],draw2.ask),view.root.addEventListener("iv-theme",
draw2.ask,{signal:view.signal});let resized=new ResizeObserver(draw2.ask);return resized.observe(box),view.onClose(()=>resized.
disconnect()),box}function drawBars(canvas,counts,width){let context=sizeCanvas(canvas,width,HEIGHT);if(!context)return;
context.clearRect(0,0,width,HEIGHT),context.fillStyle=getComputedStyle(canvas).color;let most=Math.log1p(Math.max(...counts,
1));counts.forEach((count,i)=>{let y=Math.max((HEIGHT-2)*(Math.log1p(count)/most),1);count>0&&context.fillRect(2*i,HEIGHT-
y,1.6,y)})}function chooseDomain(old,cuts,low,high){let width=old.to-old.from,[a,b]=[(cuts[0]-old.from)/width,(cuts[1]-old.
from)/width],reach=Math.max(high,cuts[1])-Math.min(low,cuts[0]);if(a>=.02&&b<=.98&&b-a>.35&&width<=1.5*reach)return old;
let range=cuts[1]-cuts[0];return{from:cuts[0]-MARGIN2.low*range,to:cuts[1]+MARGIN2.high*range}}function columns(counts,low,high,axis,n){
let bin=(high-low)/counts.length,step=(axis.to-axis.from)/n,cumulative=new Float64Array(counts.length+1);counts.forEach(
(count,i)=>cumulative[i+1]=cumulative[i]+count);let below=value=>{let at=clamp((value-low)/bin,0,counts.length),i=Math.min(
Math.floor(at),counts.length-1);return cumulative[i]+(at-i)*counts[i]};return Array.from({length:n},(_,i)=>{let from=axis.
from+i*step;return below(from+step)-below(from)})}function attachKeyboard(view){let{root,signal}=view;root.addEventListener("focusin",event=>{event.target.setAttribute("d\
ata-lm-suppress-shortcuts","true")},{signal}),root.addEventListener("keydown",event=>{if(event.defaultPrevented||event.ctrlKey||
event.metaKey||event.altKey||event.target.closest("input, .iv-popup"))return;if(event.key==="Escape"){view.probe.pinned&&
view.probe.togglePin(),view.stage.focus();return}let action=actionForKey(event.key);action&&(event.preventDefault(),event.
stopPropagation(),action.run(view,event))},{signal})}var OFFERED=["#ff4136","#ff851b","#ffdc00","#2ee65c","#39cccc","#5b8cff","#b06cff","#ff3df2","#ffa6c9","#8fd3ff","#c7b26\
b","#ffffff"];function colorForm(name,color,take,...more){let picker=h("input",{class:"iv-picker",title:"Any colour",attrs:{
type:"color",value:color,"aria-label":"Colour"},on:{input:()=>choose(picker.value)}}),code=h("input",{class:"iv-input",title:"\
Colour as #rrggbb",attrs:{type:"text",value:color,"aria-label":"Colour as #rrggbb",spellcheck:"false",maxlength:7},on:{input:()=>{
let valid=/^#[0-9a-f]{6}$/i.test(code.value);setAttr(code,"aria-invalid",valid?null:"true"),valid&&choose(code.value.toLowerCase())}}}),
choose=chosen=>{picker.value=chosen,code.value.toLowerCase()!==chosen&&(code.value=chosen),setAttr(code,"aria-invalid",null),
take(chosen)},offered=h("div",{class:"iv-offered"},...OFFERED.map(one=>{let dot2=h("button",{title:one,attrs:{type:"butt\
on","aria-label":`Colour ${one}`},on:{click:()=>choose(one)}});return dot2.style.background=one,dot2}));return h("div",{
class:"iv-plane-form"},h("div",{class:"iv-form-title"},name),offered,h("div",{class:"iv-form-row"},picker,code),...more)}
function planeForm(control,name){let state=control.state(name),ways=[["fill",!1],["outline",!0]].map(([label,outline])=>{
let button=h("button",{class:"iv-button",attrs:{type:"button","aria-pressed":String(state.outline===outline)},on:{click:()=>{
control.set(name,{outline});for(let way of ways)setAttr(way,"aria-pressed",String(way===button))}}},label);return button}),
fill=h("div",{class:"iv-group iv-choice"},...ways);return colorForm(name,state.color,color=>control.set(name,{color}),fill)}function makeRow(name,description,attrs,solo,removable=!1){let eye=h("button",{class:"iv-eye",title:solo?"Show or hide; \
with Alt this plane alone":"Show or hide",attrs:{type:"button",role:"switch","aria-label":`Show ${name}`,"aria-descripti\
on":description}},icon("eye"),icon("eyeOff")),swatch=h("button",{class:"iv-swatch",title:solo||removable?"Colour, fill o\
r outline":"Colour",attrs:{type:"button","aria-label":`Colour of ${name}`,"aria-haspopup":"dialog"}},h("span",{})),alone=solo?
[h("button",{class:"iv-solo",title:"This plane alone; again: as before (Alt-click on the eye)",attrs:{type:"button",tabindex:-1,
"aria-label":`Show ${name} alone`}},"solo")]:[],remove=removable?[h("button",{class:"iv-solo iv-remove",title:"Take this\
 away (Delete)",attrs:{type:"button",tabindex:-1,"aria-label":`Remove ${name}`}},"remove")]:[],count=h("span",{class:"iv\
-count"}),bar=h("div",{class:"iv-opacity",attrs:{role:"slider","aria-label":`Opacity of ${name}`,"aria-valuemin":0,"aria\
-valuemax":100}},h("span",{class:"iv-track"},h("span",{class:"iv-fill"})));return{node:h("div",{class:"iv-row",attrs:{role:"\
listitem",...attrs}},eye,swatch,h("span",{class:"iv-name"},name),...alone,...remove,count,bar),eye,swatch,count,bar,drawn:null}}
function drawRow(row2,look){let{drawn}=row2;if(drawn&&drawn.visible===look.visible&&drawn.color===look.color&&drawn.opacity===
look.opacity&&drawn.hollow===look.hollow)return;row2.drawn=look,setAttr(row2.node,"data-shown",String(look.visible)),setAttr(
row2.eye,"aria-checked",String(look.visible)),setAttr(row2.swatch,"data-outline",String(look.hollow)),row2.node.style.setProperty(
"--iv-plane",look.color),row2.node.style.setProperty("--iv-opacity",`${look.opacity*100}%`);let opacity=Math.round(look.
opacity*100);row2.bar.title=`Opacity ${opacity} %: drag`,setAttr(row2.bar,"aria-valuenow",String(opacity))}function drawAmount(row2,{
name,description,count},pixels2){setText(row2.count,count===null?"…":integer(count)),setAttr(row2.node,"data-empty",String(
count===0));let share=count&&pixels2?` (${significant(100*count/pixels2,2)} %)`:"",amount=count===null?"":`${integer(count)}\
 pixels${share}`,text=[name,description,amount].filter(Boolean).join(`
`);row2.node.title!==text&&(row2.node.title=text)}var RowList=class{constructor(view,label,actions){this.actions=actions;
this.node=h("div",{class:"iv-rows",attrs:{role:"list","aria-label":label},on:{click:event=>this.#click(view,event),pointerdown:event=>this.#press(
event),keydown:event=>this.#key(event)}})}actions;node;#active=null;reachable(){let listed=this.actions.listed(),target=this.#active&&
listed.includes(this.#active)?this.#active:listed[0];for(let row2 of listed){let index=row2===target?"0":"-1";for(let part of[
row2.eye,row2.swatch,row2.bar])setAttr(part,"tabindex",index)}}focus(row2,part="eye"){row2&&(this.#active=row2,this.reachable(),
row2[part].focus())}#rowOf(event){let node=event.target.closest(".iv-row");return this.actions.listed().find(row2=>row2.
node===node)}#click(view,event){let row2=this.#rowOf(event);if(!row2)return;let{actions}=this;this.#active=row2,this.reachable(),
within(event,".iv-swatch")?view.popup.form(row2.swatch,`Colour of ${actions.name(row2)}`,actions.form(row2)):within(event,
".iv-remove")?actions.remove?.(row2):within(event,".iv-solo")||within(event,".iv-eye, .iv-name")&&event.altKey?actions.solo?.(
row2):within(event,".iv-eye, .iv-name")&&actions.toggle(row2)}#press(event){let row2=this.#rowOf(event);if(!row2||!within(
event,".iv-opacity")||event.button!==0)return;this.focus(row2,"bar");let box=row2.bar.getBoundingClientRect(),wanted=(event.
clientX-box.left)/box.width,frame=perFrame(()=>this.actions.setOpacity(row2,percent(wanted)));frame.ask(),drag(event,row2.
bar,dx=>{wanted=(event.clientX+dx-box.left)/box.width,frame.ask()})}#key(event){let row2=this.#rowOf(event);if(!row2||event.
ctrlKey||event.metaKey)return;let{actions}=this,part=within(event,".iv-opacity")?"bar":within(event,".iv-swatch")?"swatc\
h":"eye",listed=actions.listed(),here=listed.indexOf(row2),step={ArrowRight:.05,ArrowLeft:-.05}[event.key];if(event.key===
"ArrowDown")this.focus(listed[here+1],part);else if(event.key==="ArrowUp")here>0?this.focus(listed[here-1],part):actions.
above?.();else if(part==="bar"&&step)actions.setOpacity(row2,percent(actions.opacity(row2)+step));else if(event.key==="D\
elete"&&actions.remove)this.focus(listed[here+1]??listed[here-1],part),actions.remove(row2);else if(part==="eye"&&event.
altKey&&(event.key==="Enter"||event.key===" "))actions.solo?.(row2);else return;event.preventDefault(),event.stopPropagation()}};
function within(event,name){return event.target.closest(name)!==null}function percent(value){return Math.round(clamp(value,
0,1)*100)/100}function createLayerList(view){let{layers}=view.session,rows=new Map,order=[],summary=h("span",{class:"iv-muted iv-count\
-shown",attrs:{"aria-live":"polite"}}),list=new RowList(view,"Layers",{listed:()=>order,toggle:({layer})=>layers.toggle(
layer.key),form:({layer})=>colorForm(layer.name,layer.color,color=>layers.set(layer.key,{color})),name:({layer})=>layer.
name,opacity:({layer})=>layer.opacity,setOpacity:({layer},opacity)=>layers.set(layer.key,{opacity})}),section=h("section",
{class:"iv-layers",attrs:{"aria-label":"Layers",hidden:!0}},h("div",{class:"iv-section-title"},h("b",{},"Layers"),summary),
list.node);return view.watch(["layers"],()=>{let before=order;if(order=[...layers.all].reverse().map(layer=>{let row2=rows.
get(layer.key);return row2||rows.set(layer.key,row2={...makeRow(layer.name,"",{"data-layer":layer.name},!1),layer}),row2.
layer=layer,row2}),order.length!==before.length||order.some((row2,i)=>row2!==before[i])){list.node.replaceChildren(...order.
map(row2=>row2.node)),list.reachable();for(let[key2,row2]of rows)order.includes(row2)||rows.delete(key2)}for(let row2 of order)
draw(row2);let shown=order.filter(({layer})=>layer.visible).length;setText(summary,`${shown} of ${order.length} shown`),
section.hidden=order.length===0}),section}function draw(row2){let{name,kind,count,missing,color,opacity,visible}=row2.layer;
setText(row2.count,integer(count)+(missing?` (−${integer(missing)})`:"")),setAttr(row2.node,"data-empty",String(count===
0));let what=`${integer(count)} ${kind==="shapes"?"sources":"outlines"}`,lacking=missing?`${integer(missing)} without a \
place on the image`:"",dots=row2.layer.kind==="shapes"&&row2.layer.symbol==="ellipse"?row2.layer.dots:0,plain=dots?`${integer(
dots)} without an ellipse, drawn as dots`:"",text=[name,what,lacking,plain].filter(Boolean).join(`
`);row2.node.title!==text&&(row2.node.title=text),setAttr(row2.swatch,"data-round",kind==="shapes"),drawRow(row2,{visible,
color,opacity,hollow:!0})}function createExpressionList(view){let{store}=view,{expressions:control}=planeControl(store),rows=new Map,order=[],list=new RowList(
view,"Conditions on mask planes",{listed:()=>order,toggle:({expression})=>control.set(expression.name,{visible:!expression.
visible}),remove:({expression})=>control.set(expression.name,{removed:!0}),form:({expression})=>planeForm(control,expression.
name),name:({expression})=>expression.name,opacity:({expression})=>expression.opacity,setOpacity:({expression},opacity)=>control.
set(expression.name,{opacity})}),section=h("div",{class:"iv-expressions",attrs:{hidden:!0}},list.node);return view.watch(
["mask_expressions","image_info"],()=>{let before=order;if(order=control.all.map(expression=>{let{name,expression:text}=expression,
key2=`${name}\0${text}`,row2=rows.get(key2);return row2||rows.set(key2,row2={...makeRow(name,text,{"data-expression":name},
!1,!0),expression}),row2.expression=expression,row2}),order.length!==before.length||order.some((row2,i)=>row2!==before[i])){
list.node.replaceChildren(...order.map(row2=>row2.node)),list.reachable();for(let[key2,row2]of rows)order.includes(row2)||
rows.delete(key2)}for(let row2 of order){let{name,expression:text,count,visible,color,opacity,outline}=row2.expression;drawAmount(
row2,{name,description:text===name?"":text,count},pixelCount(store)),drawRow(row2,{visible,color,opacity,hollow:outline})}
section.hidden=order.length===0}),section}function createLegend(view){let{store}=view,control=planeControl(store),rows=new Map,order=[],summary=h("span",{class:"i\
v-muted iv-count-shown",attrs:{"aria-live":"polite"}}),bulk=(label,visible,title)=>h("button",{class:"iv-link",title,attrs:{
type:"button"},on:{click:()=>control.show(listed().map(row2=>row2.info.name),visible)}},label),filter=h("input",{class:"\
iv-filter iv-input",title:"Show only planes with these letters in their names (/)",attrs:{type:"search",placeholder:"fil\
ter…","aria-label":"Filter the planes by name",spellcheck:"false"},on:{input:()=>sift(),keydown:event=>{event.key==="E\
scape"&&filter.value?(event.stopPropagation(),filter.value="",sift()):event.key==="ArrowDown"&&(event.preventDefault(),list.
focus(listed()[0]))}}}),list=new RowList(view,"Mask planes",{listed:()=>listed(),toggle:({info})=>control.toggle(info.name),
solo:({info})=>control.solo(info.name),form:({info})=>planeForm(control,info.name),name:({info})=>info.name,opacity:({info})=>control.
state(info.name).opacity,setOpacity:({info},opacity)=>control.set(info.name,{opacity}),above:()=>filter.focus()}),empty=h(
"p",{class:"iv-quiet",attrs:{hidden:!0}}),section=h("section",{class:"iv-legend",attrs:{"aria-label":"Mask planes"}},h("\
div",{class:"iv-section-title"},h("b",{},"Mask planes"),summary,h("span",{class:"iv-spring"}),h("span",{class:"iv-muted"},
bulk("all",!0,"Show all listed planes")," · ",bulk("none",!1,"Hide all listed planes"))),filter,list.node,empty,createExpressionList(
view)),listed=()=>order.filter(row2=>!row2.node.hidden),sift=()=>{let words=filter.value.toLowerCase().split(/\s+/).filter(
Boolean);for(let row2 of order){let name=row2.info.name.toLowerCase();row2.node.hidden=!words.every(word=>name.includes(
word))}empty.hidden=listed().length>0,setText(empty,order.length?"No plane has this in its name.":"This image has no mas\
k."),list.reachable()},build=()=>{rows.clear();for(let info of control.infos){let{name,description}=info;rows.set(name,{
...makeRow(name,description,{"data-plane":name},!0),info})}},built="",update=()=>{let names=control.infos.map(info=>info.
name+"\0"+info.description).join("");names!==built&&(built=names,build());let before=order;order=control.listed.flatMap(
info=>{let row2=rows.get(info.name);return row2&&(row2.info=info),row2?[row2]:[]}),(order.length!==before.length||order.
some((row2,i)=>row2!==before[i]))&&(list.node.replaceChildren(...order.map(row2=>row2.node)),sift());let shown=0;for(let row2 of order){
let state=control.state(row2.info.name);state.visible&&(shown+=1),drawAmount(row2,row2.info,pixelCount(store)),drawRow(row2,
{...state,hollow:state.outline})}let verb=order.length<100?" shown":"";setText(summary,order.length?`${shown} of ${order.
length}${verb}`:""),filter.hidden=order.length===0};return view.watch(["mask_planes","planes","image_info"],update),sift(),
section}var LONGEST={width:150,height:110},REDRAW=250;function createNavigator(view){let{painter,store}=view,{viewport}=painter,
picture=h("canvas",{attrs:{"aria-hidden":"true"}}),window_=h("span",{class:"iv-visible"}),box=h("div",{class:"iv-navigat\
or",title:"The whole image: drag to move",attrs:{role:"img","aria-label":"The whole image, with a box about the part tha\
t is shown",hidden:!0},on:{pointerdown:event=>{event.button===0&&(event.stopPropagation(),go(event),drag(event,box,(_dx,_dy,next2)=>go(
next2)))},dblclick:event=>event.stopPropagation()}},picture,window_),go=event=>{let info=imageInfo(store);if(!info)return;
let frame=picture.getBoundingClientRect(),[ny,nx]=info.shape,[y0,x0]=info.start;viewport.centerOn(x0-.5+nx*(event.clientX-
frame.left)/frame.width,y0-.5+ny*(frame.bottom-event.clientY)/frame.height)},place=perFrame(()=>{let info=imageInfo(store),
a=viewport.toImage(0,viewport.height),b=viewport.toImage(viewport.width,0);if(!info){box.hidden=!0;return}let[ny,nx]=info.
shape,[y0,x0]=info.start,[left,right]=[(a.x-x0+.5)/nx,(b.x-x0+.5)/nx],[low,high]=[(a.y-y0+.5)/ny,(b.y-y0+.5)/ny],roomy=viewport.
width>=330&&viewport.height>=230,whole=left<=.001&&low<=.001&&right>=.999&&high>=.999;if(box.hidden=whole||!roomy,box.hidden)
return;let percent2=value=>`${Math.min(Math.max(value,0),1)*100}%`;Object.assign(window_.style,{left:percent2(left),right:percent2(
1-right),bottom:percent2(low),top:percent2(1-high)}),stale&&redraw()}),stale=!0,timer=0,redraw=()=>{timer||(timer=window.
setTimeout(()=>{timer=0,!box.hidden&&stale&&paint3()},drawn?REDRAW:0))},drawn=!1,paint3=()=>{let{dpr}=viewport,made=painter.
thumbnail(LONGEST.width*dpr,LONGEST.height*dpr);made&&(stale=!1,drawn=!0,picture.width=made.width,picture.height=made.height,
picture.style.width=`${made.width/dpr}px`,picture.getContext("2d")?.drawImage(made,0,0))},outdated=()=>{stale=!0,place.ask()};
return view.onClose(viewport.onChange(place.ask)),view.onClose(view.session.style.onChange(outdated)),view.onClose(painter.
onFrame(()=>{!drawn&&!box.hidden&&redraw(),place.ask()})),view.watch(["image_info"],()=>{drawn=!1,outdated()}),view.onClose(
()=>{place.cancel(),clearTimeout(timer)}),box}var QUIET=300;function createProgress(view){let{store}=view,text=h("span",{class:"iv-busy"}),line=h("div",{class:"iv-pro\
gress",attrs:{role:"progressbar","aria-label":"Waiting for the kernel",hidden:!0}},h("i",{}),text),timer=0,update=()=>{let waiting=!!store.
local.get("waiting")||store.get("busy")!=="",stalled=!!store.local.get("stalled");setText(text,store.get("busy")||(stalled?
"The kernel does not answer. It may be busy: wait, or interrupt its cell; if it has stopped, restart it and run this cel\
l again.":"")),!waiting&&!stalled?(clearTimeout(timer),timer=0,line.hidden=!0):timer||=window.setTimeout(()=>line.hidden=
!1,QUIET)};view.watch(["busy"],update);for(let key2 of["waiting","stalled"])view.onClose(store.local.on(key2,update));return view.
onClose(()=>clearTimeout(timer)),line}function createErrorLine(view){let{store}=view,text=h("span",{class:"iv-error-text"}),
close=h("button",{class:"iv-button iv-plain",title:"Dismiss",attrs:{type:"button","aria-label":"Dismiss"},on:{click:()=>{
store.set("error",""),store.local.set("error","")}}},icon("close")),line=h("div",{class:"iv-error",attrs:{role:"alert",hidden:!0}},
icon("warning"),text,close),update=()=>{let message2=store.get("error")||store.local.get("error")||"";setText(text,message2),
line.hidden=message2===""};return view.watch(["error"],update),view.onClose(store.local.on("error",update)),line}function createEmpty(view){
let node=h("div",{class:"iv-nothing",attrs:{hidden:!0}},h("span",{},"No image yet."),h("code",{},"viewer.load_image(imag\
e)"),h("span",{},"shows one."));return view.watch(["image_info"],()=>node.hidden=imageInfo(view.store)!==null),node}var BATCH=128;function spanOf(viewport){let{left,bottom}=viewport.device();return{col0:Math.floor(-left/256),col1:Math.ceil(
(viewport.width*viewport.dpr-left)/256),row0:Math.floor((bottom-viewport.height*viewport.dpr)/256),row1:Math.ceil(bottom/
256)}}function keysOf2({col0,col1,row0,row1}){let keys=[];for(let row2=row0;row2<row1;row2++)for(let col=col0;col<col1;col++)
keys.push([col,row2]);let far=([col,row2])=>Math.hypot(col+.5-(col0+col1)/2,row2+.5-(row0+row1)/2);return keys.sort((a,b)=>far(
a)-far(b))}var Tile=class{constructor(id,col,row2,owner){this.id=id;this.col=col;this.row=row2;this.owner=owner}id;col;row;owner;bytes=0;ink=null;picture=null;colors=null;left=null;get done(){
return this.left?.length===0}pinned(){return this.owner.inView(this)}evict(){this.owner.drop(this)}};function signatureOf(layer,viewport){
let{width}=layer,form=layer.kind==="shapes"?[layer.symbol,layer.size,layer.unit,layer.scale]:[];return[viewport.zoom,viewport.
dpr,width,...form].join(" ")}var Sheet=class{constructor(signature,placed,state,viewport){this.signature=signature;this.
placed=placed;this.#state=state,this.#scale=viewport.zoom*viewport.dpr,this.#dpr=viewport.dpr;let[y0,x0]=viewport.box.start;
this.#shift=[placed.origin[0]-x0+.5,placed.origin[1]-y0+.5]}signature;placed;cost=0;#tiles=new Map;#state;#shift;#scale;#dpr;#span={
col0:0,col1:0,row0:0,row1:0};#colors=new Uint32Array(0);#look="";inView({col,row:row2}){let{col0,col1,row0,row1}=this.#span;
return col>=col0&&col<col1&&row2>=row0&&row2<row1}drop(tile){this.#tiles.delete(tile.id)}dispose(){for(let tile of this.#tiles.
values())page.drop(tile);this.#tiles.clear()}fill(span,deadline){this.#span=span;let began=performance.now(),ready=!0,drawn=0;
for(let[col,row2]of keysOf2(span)){let tile=this.#tile(col,row2);if(!tile.done){if(ready=drawn===0||performance.now()<deadline,
ready&&=this.#draw(tile,deadline),!ready)break;drawn++}}return this.cost+=performance.now()-began,ready}paint(pen,viewport,layer){
this.#recolour(layer);let{left,bottom,scale}=viewport.device(),factor=scale/this.#scale,side=256*factor;pen.globalAlpha=
layer.opacity,pen.imageSmoothingEnabled=factor!==1;for(let tile of this.#tiles.values()){if(!tile.ink||!tile.done)continue;
let x0=Math.round(left+tile.col*side),x1=Math.round(left+(tile.col+1)*side),y0=Math.round(bottom-(tile.row+1)*side),y1=Math.
round(bottom-tile.row*side);x1<=0||y1<=0||x0>=pen.canvas.width||y0>=pen.canvas.height||(page.touch(tile),pen.drawImage(this.#picture(
tile,tile.ink),x0,y0,x1-x0,y1-y0))}}#tile(col,row2){let id=`${col} ${row2}`,tile=this.#tiles.get(id);return tile||this.#tiles.
set(id,tile=new Tile(id,col,row2,this)),tile}#draw(tile,deadline){let{geometry}=this.placed,[sx,sy]=this.#shift,scale=this.#scale;
if(!tile.left){let[x0,y0]=[tile.col*256/scale-sx,tile.row*256/scale-sy],box={x0,y0,x1:x0+256/scale,y1:y0+256/scale};tile.
left=geometry.near(box,this.#state,scale,this.#dpr)}tile.left.length&&(tile.ink??=new Ink(reachOf(this.#state.width,this.#dpr)));
let{ink}=tile,place={left:sx*scale-tile.col*256,top:(tile.row+1)*256-sy*scale,scale,dpr:this.#dpr};for(;ink&&tile.left.length&&
(geometry.draw(ink,tile.left.subarray(0,BATCH),place,this.#state),tile.left=tile.left.subarray(BATCH),!(performance.now()>
deadline)););return tile.left.length?!1:(tile.left=new Uint32Array(0),ink?.empty&&(tile.ink=null),page.keep(tile,tile.ink?
5*256*256:64),!0)}#recolour({color,width}){this.#look!==color&&(this.#look=color,this.#colors=inkColors(rgb(color),width,
this.#dpr))}#picture(tile,ink){if(tile.picture&&tile.colors===this.#colors)return tile.picture;let pixels2=new Uint32Array(
256*256);for(let i=0;i<pixels2.length;i++)pixels2[i]=this.#colors[ink.steps[i]];return tile.picture??=new OffscreenCanvas(
256,256),tile.picture.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(pixels2.buffer),256,256),0,0),tile.
colors=this.#colors,tile.picture}};var LEAST=2,MOST=14,STILL=50;function createOverlay(view){let{painter,session}=view,{viewport}=painter,{layers}=session,
canvas=h("canvas",{class:"iv-overlay",attrs:{"aria-hidden":"true",hidden:!0}}),context=canvas.getContext("2d"),shown=new Map,
frame=0,zoom2=0,where="",zoomed=-1/0,ask=()=>{frame||=requestAnimationFrame(()=>{frame=0,draw2()})},prepare=(key2,span,deadline,moving)=>{
let layer=layers.all.find(one=>one.key===key2),placed=layers.placed(key2);if(!layer||!placed)return!0;let state=shown.get(
key2);state||shown.set(key2,state={front:null,next:null,cost:0});let signature=signatureOf(layer,viewport);return state.
front?.signature===signature?(state.next?.dispose(),state.next=null,state.front.fill(span,deadline)):(state.next?.signature!==
signature&&(state.next?.dispose(),state.next=new Sheet(signature,placed,layer,viewport)),moving&&state.front&&state.cost>
MOST/2||!state.next.fill(span,deadline)?!1:(state.front?.dispose(),state.cost=state.next.cost,state.front=state.next,state.
next=null,!0))},draw2=()=>{let visible=layers.all.filter(({key:key2,visible:on})=>on&&layers.placed(key2));if(canvas.hidden=
visible.length===0,canvas.hidden||!context){let waiting=layers.all.some(({visible:on,count})=>on&&count);return setAttr(
canvas,"data-sharp",String(!waiting))}let now=performance.now();viewport.zoom!==zoom2&&([zoom2,zoomed]=[viewport.zoom,now]);
let moving=now-zoomed<STILL,{left,bottom}=viewport.device(),moved=where!==`${left} ${bottom} ${zoom2}`;where=`${left} ${bottom}\
 ${zoom2}`;let rest=page.timeLeft(Number(document.timeline.currentTime)),deadline=now+(moved?Math.max(rest,LEAST):MOST),
span=spanOf(viewport),sharp=!0;for(let{key:key2}of visible)sharp=prepare(key2,span,deadline,moving)&&sharp;let{width,height}=painter.
canvas;canvas.width!==width||canvas.height!==height?(canvas.width=width,canvas.height=height,canvas.style.width=painter.
canvas.style.width,canvas.style.height=painter.canvas.style.height):context.clearRect(0,0,width,height);for(let layer of visible)
shown.get(layer.key)?.front?.paint(context,viewport,layer);page.spend(performance.now()-now),setAttr(canvas,"data-sharp",
String(sharp)),sharp?ring(span):ask()},later=0,ring=({col0,col1,row0,row1})=>{clearTimeout(later);let wide={col0:col0-1,
col1:col1+1,row0:row0-1,row1:row1+1};later=setTimeout(()=>{let deadline=performance.now()+MOST/2,ready=!0;for(let{front}of shown.
values())ready=(front?.fill(wide,deadline)??!0)&&ready;ready||ring({col0,col1,row0,row1})},STILL)};return view.onClose(painter.
onFrame(draw2)),view.onClose(layers.onChange(()=>{let keys=new Set(layers.all.map(({key:key2})=>key2));for(let[key2,{front,
next:next2}]of shown)keys.has(key2)||(front?.dispose(),next2?.dispose(),shown.delete(key2));setAttr(canvas,"data-sharp",
"false"),ask()})),view.onClose(()=>{cancelAnimationFrame(frame),clearTimeout(later);for(let{front,next:next2}of shown.values())
front?.dispose(),next2?.dispose()}),canvas}function levelFor({zoom:zoom2,dpr},levels){let level=Math.floor(Math.log2(1/(zoom2*dpr))+1e-9);return Math.min(Math.max(
level,0),levels-1)}function rectangleOf(viewport,x,y,width,height){let{left,bottom,scale}=viewport.device();return{x0:Math.
round(left+x*scale),x1:Math.round(left+(x+width)*scale),y0:Math.round(bottom-(y+height)*scale),y1:Math.round(bottom-y*scale)}}
function visibleTiles(viewport,info,level){let{left,bottom,scale}=viewport.device(),width=viewport.width*viewport.dpr,height=viewport.
height*viewport.dpr,side=info.tile*2**level,size=side*scale,[ny,nx]=info.shape,firstCol=Math.max(0,Math.floor(-left/size)),
lastCol=Math.min(Math.ceil(nx/side),Math.ceil((width-left)/size))-1,firstRow=Math.max(0,Math.floor((bottom-height)/size)),
lastRow=Math.min(Math.ceil(ny/side),Math.ceil(bottom/size))-1,middleCol=(width/2-left)/size-.5,middleRow=(bottom-height/
2)/size-.5,found=[];for(let row2=firstRow;row2<=lastRow;row2++)for(let col=firstCol;col<=lastCol;col++)found.push({key:[
level,row2,col],distance:Math.hypot(col-middleCol,row2-middleRow)});return found.sort((a,b)=>a.distance-b.distance).map(
({key:key2})=>key2)}function holds(postfix,bytes,words,count){let stack=[];for(let step of postfix){if(step>=0){let value2=new Uint8Array(count),
column2=bytes.indexOf(step>>3);if(column2>=0)for(let i=0,at=column2;i<count;i++,at+=bytes.length)value2[i]=words[at]>>(step&
7)&1;stack.push(value2);continue}let value=stack.pop();if(step===-1){for(let i=0;i<count;i++)value[i]^=1;stack.push(value);
continue}let other=stack[stack.length-1];if(step===-2)for(let i=0;i<count;i++)other[i]&=value[i];else for(let i=0;i<count;i++)
other[i]|=value[i]}return stack.pop()}function bare({width,height}){let none=new Uint8Array(0);return{index:new Uint8Array(
width*height),count:1,bytes:[],own:new Uint8Array(1),edge:none,apron:none}}function statesOf(tile,expressions){let{bytes,
own,count,index,apron}=tile.pairs??bare(tile),parent=Array.from({length:count},(_,state)=>state),inside=expressions.map(
({postfix})=>holds(postfix,bytes,own,count)),painted=inside.map((values,e)=>expressions[e].outline?new Array(count).fill(
0):[...values]);if(!tile.pairs||!expressions.some(({outline})=>outline))return{index,parent,painted};let split=new Uint32Array(
index);return expressions.forEach(({postfix,outline},e)=>{if(!outline)return;let outside=holds(postfix,bytes,apron,2*(tile.
width+tile.height)),numbers=new Map;eachRim(tile,index,inside[e],outside,i=>{let from=split[i],to=numbers.get(from);to===
void 0&&(to=parent.push(parent[from])-1,painted.forEach((values,other)=>values.push(other===e?1:values[from])),numbers.set(
from,to)),split[i]=to})}),{index:split,parent,painted}}function eachRim({width,height},index,inside,outside,visit){let[below,
left,right]=[width,2*width,2*width+height];for(let y=0,i=0;y<height;y++)for(let x=0;x<width;x++,i++){if(!inside[index[i]])
continue;let up=y>0?inside[index[i-width]]:outside[x],down=y<height-1?inside[index[i+width]]:outside[below+x],before=x>0?
inside[index[i-1]]:outside[left+y],after=x<width-1?inside[index[i+1]]:outside[right+y];up&down&before&after||visit(i)}}function newFold(size){let make=()=>new Float64Array(size);return{k:make(),r:make(),g:make(),b:make(),painted:new Uint8Array(
size)}}function paint2({codes,channels,width,height},lut,out){let size=width*height;if(channels===1){for(let i=0;i<size;i++)
out[i]=lut[codes[i]];return}for(let i=0;i<size;i++){let green=lut[codes[size+i]]&65280;out[i]=(lut[codes[i]]&255|green|lut[codes[2*
size+i]]&16711680|4278190080)>>>0}}var TableCompositor=class{#fold=newFold(256);signature(tile,style){let{pairs}=tile,key2=String(
style.shadingVersion);if(pairs){let present=new Uint8Array(pairs.bytes.length);for(let i=0;i<pairs.own.length;i++)present[i%
present.length]|=pairs.own[i];for(let plane of style.planes){let b=pairs.bytes.indexOf(plane.byte);b>=0&&present[b]>>plane.
bit&1&&(key2+="|"+plane.key)}}for(let expression of style.expressions)key2+="|"+expression.key;return key2}composite(tile,style,out){
let size=tile.width*tile.height;paint2(tile,style.lut(tile.codec),out);let states2=style.expressions.length?statesOf(tile,
style.expressions):null;if(!this.#foldStates(tile,states2,style))return;let index=states2?.index??tile.pairs.index,{k,r,
g,b,painted}=this.#fold;for(let i=0;i<size;i++){let state=index[i];if(painted[state]===0)continue;let base=out[i],keep=k[state];
out[i]=((base&255)*keep+r[state]+.5|(base>>>8&255)*keep+g[state]+.5<<8|(base>>>16&255)*keep+b[state]+.5<<16|4278190080)>>>
0}}#foldStates({pairs},states2,style){let count=states2?.parent.length??pairs?.count??0;this.#fold.k.length<count&&(this.#fold=
newFold(count));let{k,r,g,b,painted}=this.#fold;k.fill(1,0,count);for(let part of[r,g,b,painted])part.fill(0,0,count);let touched=!1,
add=(state,paint3)=>{let{opacity}=paint3,rest=1-opacity;k[state]*=rest,r[state]=r[state]*rest+paint3.r*opacity,g[state]=
g[state]*rest+paint3.g*opacity,b[state]=b[state]*rest+paint3.b*opacity,painted[state]=1,touched=!0};for(let plane of style.
planes){let column2=pairs?pairs.bytes.indexOf(plane.byte):-1;if(!pairs||column2<0)continue;let words=plane.outline?pairs.
edge:pairs.own;for(let state=0,at=column2;state<pairs.count;state++,at+=pairs.bytes.length)words[at]>>plane.bit&1&&add(state,
plane)}if(!states2)return touched;for(let state=pairs?.count??1;state<count;state++)for(let part of[k,r,g,b,painted])part[state]=
part[states2.parent[state]];return style.expressions.forEach((expression,e)=>{let where=states2.painted[e];for(let state=0;state<
count;state++)where[state]&&add(state,expression)}),touched}};var compositor=new TableCompositor,pixels=new Uint32Array(65536);function isFresh(slot,style){return slot.picture?slot.styleVersion===
style.version?!0:slot.signature!==compositor.signature(slot.tile,style)?!1:(slot.styleVersion=style.version,!0):!1}function refresh(slot,style){
if(isFresh(slot,style))return;let{tile}=slot,{width,height}=tile;pixels.length<width*height&&(pixels=new Uint32Array(width*
height)),compositor.composite(tile,style,pixels),slot.picture||(slot.picture=new OffscreenCanvas(width,height),page.keep(
slot,slot.size));let bytes=new Uint8ClampedArray(pixels.buffer,0,4*width*height);slot.picture.getContext("2d",{alpha:!1})?.
putImageData(new ImageData(bytes,width,height),0,0),slot.styleVersion=style.version,slot.signature=compositor.signature(
tile,style)}var TOLERANCE=4,SAMPLE=4096;function tooCoarse(tile,shading,info){let{codec}=tile,{low,high,thresholds}=shading,range=high-
low;if(codec.exact||!(range>0))return!1;if(!Number.isFinite(codec.stepAt(low)+codec.stepAt(high)))return!0;let populated=percentiles(
tile.codes);if(!populated)return!1;let bottom=Math.max(codec.value(populated[0]),low),top=Math.min(codec.value(populated[1]),
high);if(bottom>top)return!1;let at=level=>level===0?0:level===LEVELS?1:thresholds[level-1],resolution=tile.level===0&&/int/.
test(info.dtype)?1:float32Spacing(Math.min(Math.abs(bottom),Math.abs(top))),finest=range;for(let level=0;level<LEVELS;level++){
let[a,b]=[at(level)*range,at(level+1)*range];b>a&&low+b>=bottom&&low+a<=top&&(finest=Math.min(finest,b-a))}return Math.max(
codec.stepAt(bottom),codec.stepAt(top))>TOLERANCE*Math.max(finest,resolution)}function float32Spacing(value){return value>
0?2**(Math.floor(Math.log2(value))-23):0}function percentiles(codes){let stride=Math.max(1,Math.floor(codes.length/SAMPLE)),
sample2=new Uint16Array(Math.ceil(codes.length/stride)),count=0;for(let i=0;i<codes.length;i+=stride)codes[i]>=2&&codes[i]<=
65534&&(sample2[count++]=codes[i]);if(!count)return null;let sorted=sample2.subarray(0,count).sort();return[sorted[Math.
floor(.005*(count-1))],sorted[Math.ceil(.995*(count-1))]]}function clamp2(value,low,high){return Math.min(Math.max(value,low),high)}var Viewport=class{center={x:0,y:0};zoom=1;width=1;height=1;dpr=1;fitted=!0;#box={
shape:[1,1],start:[0,0]};#home=null;#listeners=new Set;get box(){return this.#box}get fov(){return Math.min(this.width,this.
height)/this.zoom}get fitZoom(){let[ny,nx]=this.#box.shape;return Math.min(this.width/Math.max(nx,1),this.height/Math.max(
ny,1))}get minZoom(){return Math.min(this.fitZoom/4,1)}get maxZoom(){return Math.max(this.fitZoom,64)}setImage(box,view){
this.#box=box,this.#home=view,this.show(view)}resize(width,height,dpr){let{center,fov,fitted}=this;this.width=Math.max(width,
1),this.height=Math.max(height,1),this.dpr=dpr,this.show(fitted?null:{center,fov})}show(view){if(!view)return this.fit();
this.#set(Math.min(this.width,this.height)/view.fov,view.center.x,view.center.y)}fit(){let[ny,nx]=this.#box.shape,[y0,x0]=this.#box.
start;this.#set(this.fitZoom,x0+(nx-1)/2,y0+(ny-1)/2,!0)}oneToOne(){this.#set(Math.max(1,Math.round(this.dpr))/this.dpr,
this.center.x,this.center.y)}home(){this.show(this.#home)}zoomAbout(factor,sx,sy){let zoom2=clamp2(this.zoom*factor,this.
minZoom,this.maxZoom),dx=sx-this.width/2,dy=sy-this.height/2,change=1/this.zoom-1/zoom2;this.#set(zoom2,this.center.x+dx*
change,this.center.y-dy*change)}panBy(dx,dy){this.#set(this.zoom,this.center.x-dx/this.zoom,this.center.y+dy/this.zoom)}centerOn(x,y){
this.#set(this.zoom,x,y)}toScreen(x,y){let[y0,x0]=this.#box.start,{left,bottom,scale}=this.device();return{sx:(left+(x-(x0-
.5))*scale)/this.dpr,sy:(bottom-(y-(y0-.5))*scale)/this.dpr}}toImage(sx,sy){let[y0,x0]=this.#box.start,{left,bottom,scale}=this.
device();return{x:(sx*this.dpr-left)/scale+(x0-.5),y:(bottom-sy*this.dpr)/scale+(y0-.5)}}device(){let[y0,x0]=this.#box.start,
scale=this.zoom*this.dpr;return{left:Math.round(this.width*this.dpr/2+(x0-.5-this.center.x)*scale),bottom:Math.round(this.
height*this.dpr/2-(y0-.5-this.center.y)*scale),scale}}onChange(callback){return this.#listeners.add(callback),()=>this.#listeners.
delete(callback)}#set(zoom2,x,y,fitted=!1){let[ny,nx]=this.#box.shape,[y0,x0]=this.#box.start,cx=clamp2(x,x0-.5,x0+nx-.5),
cy=clamp2(y,y0-.5,y0+ny-.5),z=fitted?zoom2:clamp2(zoom2,this.minZoom,this.maxZoom);if(!(z===this.zoom&&cx===this.center.
x&&cy===this.center.y&&fitted===this.fitted)){this.zoom=z,this.center={x:cx,y:cy},this.fitted=fitted;for(let callback of[
...this.#listeners])callback()}}};var SETTLED=300,FRAMES=512,OFFSCREEN_MARGIN="200px",FrameLog=class{count=0;start=new Float64Array(FRAMES);work=new Float64Array(
FRAMES);get last(){return this.count?this.start[(this.count-1)%FRAMES]:0}add(start,work){this.start[this.count%FRAMES]=start,
this.work[this.count%FRAMES]=work,this.count++}},Painter=class{canvas=document.createElement("canvas");viewport=new Viewport;frames=new FrameLog;#session;#context;#onFrame=new Set;#offs=[];#observer;#frame=0;#settle=0;#onScreen=!0;#complete=!1;#imageId=null;#keys=[];#wanted="";#adopting=!1;constructor(session,host){
this.#session=session;let context=this.canvas.getContext("2d",{alpha:!1});if(!context)throw new Error("this browser give\
s no 2-D canvas");this.#context=context,this.canvas.className="imgview-canvas",Object.assign(this.canvas,{imgview:{session,
painter:this}}),host.append(this.canvas),this.#offs.push(session.tiles.onChange(()=>this.#tilesChanged()),session.style.
onChange(()=>this.invalidate()),session.store.on("viewport",()=>this.#adoptViewport()),this.viewport.onChange(()=>this.#viewportChanged())),
this.#observer=new IntersectionObserver(entries=>this.#seen(entries[entries.length-1].isIntersecting),{rootMargin:OFFSCREEN_MARGIN}),
this.#observer.observe(host),this.#newImage()}resize(cssWidth,cssHeight,dpr){if(!(cssWidth>0&&cssHeight>0))return;let width=Math.
max(1,Math.round(cssWidth*dpr)),height=Math.max(1,Math.round(cssHeight*dpr));width!==this.canvas.width&&(this.canvas.width=
width),height!==this.canvas.height&&(this.canvas.height=height),this.canvas.style.width=`${width/dpr}px`,this.canvas.style.
height=`${height/dpr}px`,this.#adopting=!0,this.viewport.resize(width/dpr,height/dpr,dpr),this.#adopting=!1,this.#session.
store.set("canvas_size",[Math.round(cssWidth),Math.round(cssHeight)]),this.#draw(performance.now())}invalidate(){this.#setComplete(
!1),!(this.#frame||!this.#onScreen)&&(this.#frame=requestAnimationFrame(time=>{this.#frame=0,this.#draw(time)}))}onFrame(callback){
return this.#onFrame.add(callback),()=>this.#onFrame.delete(callback)}complete(){return this.#complete}thumbnail(maxWidth,maxHeight){
let slot=this.#session.tiles.get(this.#session.tiles.overview),info=this.#session.tiles.info;if(!slot||!info)return null;
refresh(slot,this.#session.style);let[ny,nx]=info.shape,scale=Math.min(maxWidth/nx,maxHeight/ny),canvas=document.createElement(
"canvas");canvas.width=Math.max(1,Math.round(nx*scale)),canvas.height=Math.max(1,Math.round(ny*scale));let context=canvas.
getContext("2d",{alpha:!1});if(!context||!slot.picture)return null;let pixel=2**slot.tile.level*scale,height=slot.tile.height*
pixel;return context.drawImage(slot.picture,0,canvas.height-height,slot.tile.width*pixel,height),canvas}dispose(){cancelAnimationFrame(
this.#frame),clearTimeout(this.#settle),this.#observer.disconnect();for(let off of this.#offs)off();this.#onFrame.clear(),
this.#session.tiles.forget(this),this.canvas.remove(),this.canvas.width=this.canvas.height=0}#newImage(){let info=this.#session.
tiles.info,id=info?.id??null;id!==this.#imageId&&(this.#imageId=id,this.#keys=[],info&&(this.#adopting=!0,this.viewport.
setImage(info,this.#sharedView()),this.#adopting=!1))}#sharedView(){let view=this.#session.store.get("viewport");return view&&
{center:{x:view.center[0],y:view.center[1]},fov:view.fov}}#tilesChanged(){if(this.#newImage(),this.#wanted="",this.invalidate(),
!!this.#onScreen)for(let key2 of this.#keys){let slot=this.#session.tiles.get(key2);slot&&!slot.picture&&refresh(slot,this.#session.
style)}}#adoptViewport(){this.#newImage(),this.#adopting=!0,this.viewport.show(this.#sharedView()),this.#adopting=!1,this.
invalidate()}#viewportChanged(){if(this.invalidate(),this.#adopting||this.#imageId===null)return;let{center,fov,fitted}=this.
viewport;this.#session.store.set("viewport",fitted?null:{center:[center.x,center.y],fov})}#seen(onScreen){if(onScreen!==
this.#onScreen){if(this.#onScreen=onScreen,onScreen)return this.invalidate();cancelAnimationFrame(this.#frame),clearTimeout(
this.#settle),this.#frame=0,this.#wanted="",this.#session.tiles.forget(this)}}#setComplete(complete){this.#complete=complete,
this.canvas.dataset.complete=String(complete)}#standIns(missing,levels){let{tiles}=this.#session,found=new Map;for(let[level,
row2,col]of missing){for(let up=1;level+up<levels;up++){let slot=tiles.get([level+up,row2>>up,col>>up]);if(slot){found.set(
slot.id,slot);break}}for(let down=1;down<=2&&down<=level;down++){let side=1<<down;for(let i=0;i<side*side;i++){let slot=tiles.
get([level-down,row2*side+Math.floor(i/side),col*side+i%side]);slot&&found.set(slot.id,slot)}}}return[...found.values()].
sort((a,b)=>b.tile.level-a.tile.level)}#draw(time){if(!this.#onScreen)return;let began=performance.now(),{tiles}=this.#session,
{info}=tiles,context=this.#context;context.fillStyle="#000",context.fillRect(0,0,this.canvas.width,this.canvas.height);let complete=!0;
if(info){let level=levelFor(this.viewport,info.levels),keys=visibleTiles(this.viewport,info,level);this.#want(keys);let slots=keys.
map(key2=>tiles.get(key2)),present=slots.filter(slot=>slot!==void 0),standIns=this.#standIns(keys.filter((_,i)=>!slots[i]),
info.levels),stale=this.#compositeAll([...present,...standIns],time);this.#drawSlots(standIns,present,info.shape),complete=
!stale&&present.length===keys.length,this.canvas.dataset.level=String(level),this.canvas.dataset.tiles=String(present.length),
stale&&this.invalidate()}this.#setComplete(complete),clearTimeout(this.#settle),complete&&(this.#settle=setTimeout(()=>this.#refine(),
SETTLED)),this.frames.add(began,performance.now()-began);for(let callback of[...this.#onFrame])callback()}#want(keys){let wanted=keys.
join(" ");wanted!==this.#wanted&&(this.#wanted=wanted,this.#keys=keys,this.#session.tiles.want(this,keys))}#drawSlots(standIns,present,[
ny,nx]){let context=this.#context,image=rectangleOf(this.viewport,0,0,nx,ny);context.save(),context.beginPath(),context.
rect(image.x0,image.y0,image.x1-image.x0,image.y1-image.y0),context.clip();for(let slot of standIns)this.#drawSlot(slot,
!0);for(let slot of present)this.#drawSlot(slot,!1);context.restore()}#drawSlot({tile,picture},standsIn){let info=this.#session.
tiles.info;if(!picture||!info)return;let pixel=2**tile.level,side=info.tile*pixel,{x0,y0,x1,y1}=rectangleOf(this.viewport,
tile.col*side,tile.row*side,tile.width*pixel,tile.height*pixel);this.#context.imageSmoothingEnabled=standsIn||x1-x0<tile.
width,this.#context.drawImage(picture,x0,y0,x1-x0,y1-y0)}#compositeAll(slots,frame){let waiting=!1,done=0;for(let slot of slots){
if(isFresh(slot,this.#session.style))continue;if(slot.picture&&done&&page.timeLeft(frame)<=0){waiting=!0;continue}let began=performance.
now();refresh(slot,this.#session.style),page.spend(performance.now()-began),done++}return waiting}#refine(){let{tiles,style}=this.#session;
if(!this.#complete||!tiles.info)return;let slots=[];for(let key2 of this.#keys){let slot=tiles.get(key2);!slot||slot.refined===
style.shadingVersion||(tooCoarse(slot.tile,style.shading,tiles.info)?slots.push(slot):slot.refined=style.shadingVersion)}
tiles.refine(slots,style.shadingVersion)}};var WHEEL=Math.log(1.25)/100,PINCH=.01,LINE=33,PAGE=400,GLIDE=45,SLACK=3;function attachPointer(view){let{stage,painter,
probe,store,signal}=view,{viewport}=painter,fingers=new Map,gesture="none",start={x:0,y:0,contrast:1,bias:.5},moved=!1,frame=stage.
getBoundingClientRect(),place=event=>({x:event.clientX-frame.left,y:event.clientY-frame.top}),measure=()=>{frame=stage.getBoundingClientRect()},
wheel=glider((factor,at)=>viewport.zoomAbout(factor,at.x,at.y));view.onClose(wheel.cancel),stage.addEventListener("wheel",
event=>{event.preventDefault(),measure();let unit=event.deltaMode===1?LINE:event.deltaMode===2?PAGE:1,delta=(event.deltaY||
event.deltaX)*unit,speed=event.ctrlKey?PINCH:WHEEL;wheel.push(Math.max(-1.2,Math.min(1.2,-delta*speed)),place(event))},{
passive:!1,signal});let contrast=perFrame(()=>{let[finger]=fingers.values();gesture==="contrast"&&finger&&dragContrast(view,
start,finger.x-start.x,finger.y-start.y)});view.onClose(contrast.cancel),stage.addEventListener("pointerdown",event=>{if(event.
target!==stage&&!(event.target instanceof HTMLCanvasElement)||event.button===1)return;measure(),stage.focus({preventScroll:!0}),
stage.setPointerCapture(event.pointerId);let at=place(event);fingers.set(event.pointerId,at),start={...at,contrast:store.
get("contrast"),bias:store.get("bias")},fingers.size===2?gesture="pinch":gesture=event.button===2||event.shiftKey?"contr\
ast":"pan",moved=fingers.size>1},{signal}),stage.addEventListener("pointermove",event=>{let finger=fingers.get(event.pointerId);
if(!finger){if(event.target.closest(".iv-navigator"))return probe.leave();measure();let at2=place(event);probe.moveTo(at2.
x,at2.y);return}let at=place(event);!moved&&Math.hypot(at.x-start.x,at.y-start.y)<SLACK||(moved=!0,stage.dataset.gesture=
gesture,gesture==="pan"?viewport.panBy(at.x-finger.x,at.y-finger.y):gesture==="pinch"&&pinch(event.pointerId,at),fingers.
set(event.pointerId,at),gesture==="contrast"?contrast.ask():probe.moveTo(at.x,at.y))},{signal});let pinch=(id,at)=>{let here=fingers.
get(id),other=[...fingers].find(([key2])=>key2!==id)?.[1];if(!here||!other)return;let before=Math.hypot(here.x-other.x,here.
y-other.y),after=Math.hypot(at.x-other.x,at.y-other.y);viewport.panBy((at.x-here.x)/2,(at.y-here.y)/2),before>0&&after>0&&
viewport.zoomAbout(after/before,(at.x+other.x)/2,(at.y+other.y)/2)},release=event=>{fingers.delete(event.pointerId)&&(gesture=
fingers.size===1?"pan":"none",gesture==="none"&&delete stage.dataset.gesture)};stage.addEventListener("pointerup",release,
{signal}),stage.addEventListener("pointercancel",release,{signal}),stage.addEventListener("pointerleave",event=>{fingers.
has(event.pointerId)||probe.leave()},{signal}),stage.addEventListener("dblclick",event=>{measure();let{x,y}=place(event),
there=viewport.toImage(x,y);viewport.centerOn(there.x,there.y)},{signal}),stage.addEventListener("contextmenu",event=>{event.
preventDefault(),event.stopPropagation()},{signal})}function glider(apply){let left=0,where={x:0,y:0},last2=0,frame=perFrame(
()=>{let now=performance.now(),part=1-Math.exp(-Math.min(now-last2,100)/GLIDE);last2=now;let step=Math.abs(left)<.004?left:
left*part;left-=step,apply(Math.exp(step),where),left&&frame.ask()});return{push:(log,at)=>{if(left=Math.sign(left)===-Math.
sign(log)?log:left+log,where=at,Math.abs(log)<.06){apply(Math.exp(left),at),left=0;return}left===log&&(last2=performance.
now()-16),frame.ask()},cancel:frame.cancel}}var Popup=class{constructor(root){this.root=root}root;box=null;anchor=null;off=()=>{};get isOpen(){return this.box!==null}isOpenAt(anchor){
return this.anchor===anchor}menu(anchor,label,entries){let box=h("div",{class:"iv-popup iv-menu",attrs:{role:"menu","ari\
a-label":label}});for(let entry of entries)box.append(this.entry(entry));box.addEventListener("keydown",event=>this.menuKey(
event,box)),this.open(anchor,box);let items=menuItems(box);(items.find(item=>item.getAttribute("aria-checked")==="true")??
items[0])?.focus()}form(anchor,label,content){let box=h("div",{class:"iv-popup iv-form",attrs:{role:"dialog","aria-label":label}},
content);this.open(anchor,box),box.querySelector("input, button")?.focus()}close(refocus=!1){let{anchor,box}=this;box&&(this.
box=this.anchor=null,this.off(),anchor?.setAttribute("aria-expanded","false"),refocus&&anchor?.focus(),box.remove())}open(anchor,box){
this.close(),this.box=box,this.anchor=anchor,anchor.setAttribute("aria-expanded","true"),box.tabIndex=-1,this.root.append(
box),this.place(anchor,box);let done=new AbortController,outside=event=>{let target=event.target;!box.contains(target)&&
!anchor.contains(target)&&this.close()};document.addEventListener("pointerdown",outside,{capture:!0,signal:done.signal}),
box.addEventListener("keydown",event=>{event.key==="Escape"&&(event.stopPropagation(),event.preventDefault(),this.close(
!0))}),box.addEventListener("focusout",event=>{let next2=event.relatedTarget;next2&&!box.contains(next2)&&next2!==anchor&&
this.close()}),this.off=()=>done.abort()}place(anchor,box){let frame=this.root.getBoundingClientRect(),at=anchor.getBoundingClientRect(),
below=frame.bottom-at.bottom-12,above=at.top-frame.top-12,under=below>=Math.min(box.offsetHeight,200)||below>=above;box.
style.maxHeight=`${Math.max(80,under?below:above)}px`;let top=under?at.bottom+4:at.top-4-box.offsetHeight;box.style.top=
`${top-frame.top-this.root.clientTop}px`;let left=Math.min(at.left,frame.right-box.offsetWidth-6)-frame.left;box.style.left=
`${Math.max(6,left)-this.root.clientLeft}px`}entry(entry){if(entry==="separator")return h("div",{class:"iv-separator",attrs:{
role:"separator"}});if("node"in entry)return entry.node;let kind=entry.kind??(entry.checked===void 0?"action":"radio"),role={
radio:"menuitemradio",check:"menuitemcheckbox",action:"menuitem"}[kind],mark=h("span",{class:"iv-mark"});entry.checked&&
mark.append(icon("check"));let button=h("button",{class:"iv-item",attrs:{type:"button",role,tabindex:-1,disabled:entry.disabled??
!1,"aria-checked":kind==="action"?null:String(entry.checked??!1)},on:{click:()=>{this.close(!0),entry.run()},pointermove:()=>button.
focus()}},mark);return entry.picture&&button.append(entry.picture),button.append(h("span",{class:"iv-label"},entry.label)),
entry.hint&&button.append(h("span",{class:"iv-hint"},entry.hint)),button}menuKey(event,box){if(event.ctrlKey||event.metaKey||
event.altKey||event.target instanceof HTMLInputElement&&event.key!=="ArrowUp")return;let items=menuItems(box),here=items.
indexOf(document.activeElement),next2;if(event.key==="ArrowDown")next2=items[(here+1)%items.length];else if(event.key===
"ArrowUp")next2=items[(here<=0?items.length:here)-1];else if(event.key==="Home")next2=items[0];else if(event.key==="End")
next2=items[items.length-1];else if(event.key.length===1&&event.key!==" ")next2=[...items.slice(here+1),...items.slice(0,
here+1)].find(item=>nameOf(item).startsWith(event.key.toLowerCase()));else return;event.preventDefault(),event.stopPropagation(),
next2?.focus()}};function nameOf(item){return(item.querySelector(".iv-label")?.textContent??"").toLowerCase()}function menuItems(box){
return[...box.querySelectorAll(".iv-item:not([disabled])")]}var Probe=class{constructor(session,painter){this.session=session;this.painter=painter}session;painter;at=null;pinned=!1;reading=null;pointer=null;listeners=new Set;later=perFrame(
()=>this.read());asked=0;onChange(callback){return this.listeners.add(callback),()=>this.listeners.delete(callback)}moveTo(sx,sy){
this.pointer={sx,sy},this.pinned||this.later.ask()}leave(){this.pointer=null,this.pinned||this.session.store.set("cursor",
null)}refresh(){(this.pinned||this.pointer||this.at)&&this.later.ask()}togglePin(){if(this.pinned=!this.pinned,this.pinned&&
!this.at){let{x,y}=this.painter.viewport.center;this.at={x:Math.round(x),y:Math.round(y)}}this.read()}nudge(dx,dy){this.
at&&(this.at={x:Math.round(this.at.x)+dx,y:Math.round(this.at.y)+dy},this.read())}close(){this.later.cancel(),this.listeners.
clear(),this.asked=-1}read(){!this.pinned&&this.pointer&&(this.at=this.painter.viewport.toImage(this.pointer.sx,this.pointer.
sy));let{at}=this;if(!at)return;let ticket=++this.asked;this.session.readout.at(at.x,at.y,reading=>{if(ticket!==this.asked)
return;this.reading=reading;let here=reading.inside&&(this.pinned||this.pointer);this.session.store.set("cursor",here?{x:at.
x,y:at.y}:null),this.tell()}),this.tell()}tell(){for(let listener of this.listeners)listener()}};var CHIP_GAP=4,NAMES=new Map([["image","value"],["snr","S/N"]]);function createStatusLine(view){let{probe,store}=view,xy=new Cell(
"xy","x, y",14),sky=new Cell("sky","RA, Dec",25),roughly=h("span",{class:"iv-roughly",attrs:{role:"img",hidden:!0}},"≈");
sky.box.firstElementChild?.after(roughly);let value=new Cell("value iv-inside","value",20),ratio2=new Cell("ratio iv-ins\
ide","S/N",5),chips=h("span",{class:"iv-chips",attrs:{"aria-label":"Mask planes at this pixel"}}),none=h("span",{class:"\
iv-muted"},"none"),more=h("span",{class:"iv-chip iv-chip-more"}),planes=h("span",{class:"iv-cell iv-cell-planes iv-insid\
e"},h("span",{class:"iv-key"},"planes"),chips),note=h("span",{class:"iv-note"}),line=h("div",{class:"iv-status",attrs:{role:"\
status","aria-live":"off"}},xy.box,sky.box,value.box,ratio2.box,planes,note),made=new Map,chipOf=info=>{let entry=made.get(
info.name);if(!entry){let chip=h("button",{class:"iv-chip",attrs:{type:"button",tabindex:-1,"aria-description":info.description}},
h("span",{class:"iv-dot"}),info.name);chip.addEventListener("click",()=>planeControl(store).toggle(info.name)),chips.append(
chip),entry={chip,width:chip.offsetWidth},made.set(info.name,entry)}let{color,visible}=planeControl(store).state(info.name);
return entry.chip.style.setProperty("--iv-plane",color),setAttr(entry.chip,"data-shown",String(visible)),entry.chip.title=
`${info.description||info.name}
${visible?"shown":"hidden"}: click to change`,entry},drawn="",showChips=set=>{let key2=set.map(info=>info.name).join(`
`),entries=set.map(chipOf);if(key2===drawn&&!line.dataset.resized)return;drawn=key2,delete line.dataset.resized;let room=chips.
clientWidth,used=0,total=entries.reduce((sum,entry)=>sum+entry.width+CHIP_GAP,0),fitting=entries.filter(entry=>(used+=entry.
width+CHIP_GAP,total<=room||used<=room-40)),shown=fitting.map(entry=>entry.chip),left=set.slice(fitting.length);left.length&&
(setText(more,`+${left.length}`),more.title=left.map(info=>info.name).join(`
`),shown.push(more)),chips.replaceChildren(...shown.length?shown:[none])},update=()=>{let info=imageInfo(store),{reading,
at}=probe,inside=!!(info&&reading?.inside);if(line.dataset.state=inside?"inside":info&&reading?"outside":"none",setText(
note,inside?"":absent(info!==null,reading)),xy.set(at?`${decimal(at.x)}, ${decimal(at.y)}`:""),sky.set(reading?skyText(reading):
""),sky.box.hidden=!info?.has_sky,roughly.hidden=!info?.sky_note||reading?.ra==null,setAttr(roughly,"title",info?.sky_note??
""),setAttr(roughly,"aria-label",`approximately: ${info?.sky_note??""}`),ratio2.box.hidden=info?.component!=="image"||!info.
components.includes("variance"),planes.hidden=store.get("mask_planes").length===0,!inside||!reading||!info){value.set(""),
ratio2.set(""),delete value.box.dataset.value,showChips([]);return}value.name(inColor(store)?"R, G, B":NAMES.get(info.component)??
info.component),value.set(valueText(reading,info)),setAttr(value.box,"title",reading.approximate?null:reading.values.join(
", ")),setAttr(value.box,"data-value",reading.approximate?null:reading.values.join(" ")),setAttr(value.box,"data-approxi\
mate",String(reading.approximate));let{sigma}=reading,ratioValue=sigma?reading.values[0]/sigma:NaN;ratio2.set(Number.isFinite(
ratioValue)?ratio(ratioValue):"–"),showChips(reading.planes)};view.onClose(probe.onChange(update)),view.watch(["image_\
info","planes"],update),view.watch(["mask_planes"],()=>{made.clear(),drawn=`
`,chips.replaceChildren(),update()});let resized=new ResizeObserver(()=>{line.dataset.resized="1",update()});return resized.
observe(chips),view.onClose(()=>resized.disconnect()),line}var Cell=class{constructor(kind,label,length){this.length=length;
this.box=h("span",{class:`iv-cell iv-cell-${kind}`},this.key,this.value),this.name(label),this.set("")}length;value=h("s\
pan",{class:"iv-reading"});key=h("span",{class:"iv-key"});box;name(label){setText(this.key,label)}set(text){setText(this.
value,text),this.length=Math.max(this.length,text.length);let width=`${Math.ceil(this.length*.9)}ch`;this.value.style.minWidth!==
width&&(this.value.style.minWidth=width)}};function absent(hasImage,reading){return hasImage?reading?"outside the image":
"move over the image to read it":"no image"}function skyText(reading){return reading.ra===null||reading.dec===null?"":`${formatRa(
reading.ra)} ${formatDec(reading.dec)}`}function valueText({values,sigma},{component,dtype,unit}){if(component==="snr")return ratio(
values[0]);let isInteger=/int/.test(dtype);return`${values.length>1?values.map(value=>isInteger?measured(value,null,!0):
significant(value,5)).join(", "):measured(values[0],component==="image"?sigma:null,isInteger)} ${unit}`.trimEnd()}function decimal(value){
return value.toFixed(1).replace("-","−")}var USUAL=[["image","image","The image"],["variance","variance","The variance plane"],["snr","S/N","The image over its s\
igma"]],COLORS=[["image","RGB","The image in its colours"],["red","R","The red channel"],["green","G","The green channel"],
["blue","B","The blue channel"]];function createComponents(view){let{store,popup}=view,key2=keyName(actionById("componen\
t").keys[0]),choose=name=>()=>store.set("component",name),usual=()=>{let info=imageInfo(store);return(info?.color?COLORS:
USUAL).map(([name,label,what])=>({name,label,what,possible:info?.components.includes(name)??!1}))},further=()=>{let known=usual().
map(({name})=>name);return(imageInfo(store)?.components??[]).filter(name=>!known.includes(name))},furtherItems=()=>further().
map(name=>({label:name,checked:store.get("component")===name,run:choose(name)})),chosen=h("span",{class:"iv-plane"}),open=()=>popup.
menu(more,"Further planes",furtherItems()),more=h("button",{class:"iv-button iv-drop",attrs:{type:"button","aria-haspopu\
p":"menu","aria-expanded":"false","data-menu":"component"},on:{click:()=>popup.isOpenAt(more)?popup.close(!0):open(),keydown:event=>{
event.key==="ArrowDown"&&(event.preventDefault(),open())}}},chosen,icon("caret")),group=h("div",{class:"iv-group iv-choi\
ce",attrs:{role:"group","aria-label":"Component"}}),made="",buttons2=new Map;return view.watch(["image_info","component"],
()=>{let choices=usual(),others=further(),current=store.get("component"),names=choices.map(({label})=>label).join();if(names!==
made){made=names,buttons2.clear();for(let{name,label}of choices)buttons2.set(name,h("button",{class:"iv-button",attrs:{type:"\
button","data-component":name},on:{click:choose(name)}},label));group.replaceChildren(...buttons2.values())}for(let{name,
what,possible}of choices){let button=buttons2.get(name);button&&(setAttr(button,"disabled",!possible),setAttr(button,"ar\
ia-pressed",String(possible&&current===name)),button.title=possible?`${what} (${key2}: next)`:`${what}: this image has n\
o variance`)}let isOther=others.includes(current);others.length&&!more.isConnected?group.append(more):others.length||more.
remove(),setText(chosen,isOther?current:"more"),setAttr(more,"aria-pressed",String(isOther)),more.title=`${isOther?current:
"Further planes"} (${key2}: next)`,setAttr(more,"aria-label",isOther?`Further planes: ${current}`:"Further planes")}),{node:group,
fold:4,entries:()=>[...usual().map(({name,label,possible})=>({label,checked:store.get("component")===name,disabled:!possible,
run:choose(name)})),...furtherItems()]}}function row(view,index,bytes){return index<0||(index+1)*bytes>view.byteLength?null:new DataView(view.buffer,view.byteOffset+
index*bytes,bytes)}function colormapTable(store,name,inverted){let data=row(store.get("colormap_tables"),store.get("colo\
rmap_names").indexOf(name),768);if(!data)return null;let table=new Uint8Array(768);for(let i=0;i<256;i++){let from=inverted?
255-i:i;for(let c=0;c<3;c++)table[i*3+c]=data.getUint8(from*3+c)}return table}function stretchTable(store,name){let data=row(
store.get("stretch_tables"),store.get("stretch_names").indexOf(name),1020);return data?Float32Array.from({length:255},(_,k)=>data.
getFloat32(k*4,!0)):null}function drawColormap(canvas,table){let context=canvas.getContext("2d");if(!context)return;let picture=context.
createImageData(canvas.width,1);for(let x=0;x<canvas.width;x++){let i=Math.round(255*x/(canvas.width-1))*3;picture.data.
set([table[i]??0,table[i+1]??0,table[i+2]??0,255],x*4)}for(let y=0;y<canvas.height;y++)context.putImageData(picture,0,y)}function stretchMenu(view,anchor){let{store,popup}=view;popup.menu(anchor,"Stretch",store.get("stretch_names").map(name=>({
label:name,checked:name===store.get("stretch"),picture:curve(stretchTable(store,name)),run:()=>store.set("stretch",name)})))}
function colormapMenu(view,anchor){let{store,popup}=view,inverted=store.get("inverted"),maps=store.get("colormap_names").
map(name=>{let picture=h("canvas",{class:"iv-map",attrs:{width:72,height:10}}),table=colormapTable(store,name,inverted);
return table&&drawColormap(picture,table),{label:name,checked:name===store.get("colormap"),picture,run:()=>store.set("co\
lormap",name)}});popup.menu(anchor,"Colour map",[{label:"inverted",kind:"check",checked:inverted,hint:keyName(actionById(
"invert").keys[0]),run:()=>store.set("inverted",!inverted)},"separator",...maps])}function cutsMenu(view,anchor){let{store,
popup}=view,unit=imageInfo(store)?.unit??"",modes=Object.entries(store.get("cuts_table")).map(([mode,[low,high]])=>({label:mode,
checked:mode===store.get("cuts_mode"),hint:`${short(low)} … ${short(high)}`,run:()=>setCutsMode(view,mode)}));popup.menu(
anchor,"Cuts",[...modes,"separator",{node:byHand(view,unit)}])}function byHand(view,unit){let{store}=view,[low,high]=store.
get("cuts"),trouble=h("div",{class:"iv-trouble",attrs:{role:"alert"}}),take=()=>{let values=fields.map(field2=>field2.value.
trim()===""?NaN:Number(field2.value)),numbers=values.every(Number.isFinite),valid=numbers&&values[1]>values[0];setText(trouble,
valid?"":numbers?"low must be below high":"both must be numbers");for(let field2 of fields)setAttr(field2,"aria-invalid",
valid?null:"true");valid&&setCuts(view,values[0],values[1])},field=(label,value)=>h("input",{class:"iv-input",attrs:{type:"\
text",inputmode:"decimal","aria-label":`${label} cut`,value:Number(value.toPrecision(7))},on:{input:take,keydown:event=>{
event.key==="Enter"&&(event.preventDefault(),view.popup.close(!0))}}}),fields=[field("low",low),field("high",high)];return h(
"div",{class:"iv-by-hand"},h("div",{class:"iv-form-row"},h("label",{},"low ",fields[0]),h("label",{},"high ",fields[1]),
h("span",{class:"iv-muted"},unit)),trouble)}function curve(thresholds){let canvas=h("canvas",{class:"iv-curve"}),pen=sizeCanvas(
canvas,22,14);return!pen||!thresholds||(pen.strokeStyle="#8c949e",pen.lineWidth=1.25,pen.moveTo(1,13),thresholds.forEach(
(x,k)=>pen.lineTo(1+20*x,13-12*(k+1)/256)),pen.lineTo(21,1),pen.stroke()),canvas}var TITLE=150;function createToolbar(view){let{store,popup}=view,title=h("b",{class:"iv-title"}),subtitle=h("span",{class:"\
iv-muted iv-subtitle"}),heading=h("div",{class:"iv-what"},title,subtitle),groups=[createComponents(view),...dropdowns(view),
views(view),tools(view)],more=h("button",{class:"iv-button iv-more",title:"More",attrs:{type:"button","aria-label":"More",
"aria-haspopup":"menu","aria-expanded":"false",hidden:!0},on:{click:()=>{if(popup.isOpenAt(more))return popup.close(!0);
let folded=groups.filter(group=>group.node.hidden);popup.menu(more,"More",folded.flatMap((group,i)=>[...i?["separator"]:
[],...group.entries()]))}}},icon("more")),bar=h("div",{class:"iv-bar",attrs:{role:"toolbar","aria-label":"Image viewer"}},
heading,...groups.map(group=>group.node),more),fit=()=>{for(let{node}of groups)node.hidden=!1;more.hidden=!0;let room=bar.
clientWidth;if(!room)return;let gap=8,widths=new Map(groups.map(group=>[group,group.node.offsetWidth+gap]));more.hidden=
!1;let moreWidth=more.offsetWidth+gap;more.hidden=!0;let total=Math.min(TITLE,heading.scrollWidth)+16+[...widths.values()].
reduce((sum,width)=>sum+width,0);for(let group of[...groups].sort((a,b)=>a.fold-b.fold)){if(total<=room-(more.hidden?0:moreWidth))
break;group.node.hidden=!0,more.hidden=!1,total-=widths.get(group)??0}},resized=new ResizeObserver(fit);return resized.observe(
bar),view.onClose(()=>resized.disconnect()),view.watch(["image_info"],()=>{let info=imageInfo(store);setText(title,info?
info.title||"image":"imgview"),setText(subtitle,info?.subtitle??""),heading.title=info?[info.title,info.subtitle,...info.
notes].filter(Boolean).join(`
`):"",setAttr(bar,"data-empty",info?null:"")}),view.watch(["image_info","stretch","cuts_mode","colormap"],fit),bar}function dropdowns(view){
let{store}=view,make=(label,name,trait,fold,hint,open)=>{let value=h("span",{class:"iv-value"}),button=h("button",{class:"\
iv-button iv-drop",title:hint,attrs:{type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":name},on:{
click:()=>view.popup.isOpenAt(button)?view.popup.close(!0):open(view,button),keydown:event=>{event.key==="ArrowDown"&&(event.
preventDefault(),open(view,button))}}},h("span",{class:"iv-key"},label),value,icon("caret")),useless=()=>trait==="colorm\
ap"&&inColor(store),text=()=>useless()?"none":String(store.get(trait));return view.watch([trait,"image_info"],()=>{setText(
value,text()),setAttr(button,"disabled",imageInfo(store)===null||useless()),setAttr(button,"aria-label",`${name}: ${text()}`),
button.title=useless()?"The pixels of this image have colours of their own":hint}),{node:button,fold,entries:()=>[{label,
hint:`${text()} ›`,disabled:useless(),run:()=>open(view,view.root.querySelector(".iv-more")??button)}]}};return[make("\
stretch","stretch","stretch",7,`Stretch (${key("stretch")}: next)`,stretchMenu),make("cuts","cuts","cuts_mode",6,`Cuts (${key(
"cuts")}: next)`,cutsMenu),make("map","colormap","colormap",5,`Colour map (${key("invert")}: invert)`,colormapMenu)]}function key(id){
return keyName(actionById(id).keys[0])}function views(view){return buttons(view,["home","fit","one"],3)}function tools(view){
let group=buttons(view,["grid","panel","help"],8),[grid,panel]=group.node.children;view.watch(["show_grid","image_info"],
()=>{setAttr(grid,"aria-pressed",String(view.store.get("show_grid"))),setAttr(grid,"disabled",!imageInfo(view.store)?.has_sky)});
let showPanel=()=>setAttr(panel,"aria-pressed",String(view.panelShown()));return view.watch(["panel_open"],showPanel),view.
root.addEventListener("iv-panel",showPanel,{signal:view.signal}),group}function buttons(view,ids,fold){let actions=ids.map(
actionById);return{node:h("div",{class:"iv-group",attrs:{role:"group"}},...actions.map(action=>h("button",{class:"iv-but\
ton",title:tip(action),attrs:{type:"button","aria-label":action.label,"data-action":action.id},on:{click:()=>action.run(
view)}},face(action)))),fold,entries:()=>actions.map(action=>({label:action.label,hint:keyName(action.keys[0]),run:()=>action.
run(view)}))}}function face(action){return action.icon?icon(action.icon):document.createTextNode(action.text??action.label)}var PANEL={usual:258,least:190,most:480},NARROW=620,MEDIUM=860;function createView(session,el){let{store}=session,closing=new AbortController,
offs=[],stage=h("div",{class:"iv-stage",attrs:{tabindex:0,role:"application"}}),root=h("div",{class:"imgview",attrs:{"da\
ta-lm-suppress-shortcuts":"true","data-size":"wide",tabindex:-1}}),painter=new Painter(session,stage),probe=new Probe(session,
painter),drawer=!1,view={session,store,painter,probe,root,stage,popup:new Popup(root),signal:closing.signal,watch:(keys,callback)=>{
for(let key2 of keys)offs.push(store.on(key2,callback));callback()},onClose:off=>offs.push(off),panelShown:()=>root.dataset.
size==="narrow"?drawer:store.get("panel_open"),showPanel:open=>{root.dataset.size==="narrow"?drawer=open:store.set("pane\
l_open",open),showPanel()},toggleHelp:()=>help.toggle()};view.onClose(followTheme(root));let help=createHelp(view),panel=h(
"aside",{class:"iv-panel",attrs:{"aria-label":"Mask planes, layers and histogram"}},edge(view),createLegend(view),createLayerList(
view),h("section",{class:"iv-levels",attrs:{"aria-label":"Cuts"}},createHistogram(view),createColorbar(view))),showPanel=()=>{
let shown=view.panelShown();!shown&&panel.contains(document.activeElement)&&stage.focus(),panel.hidden=!shown,root.dispatchEvent(
new Event("iv-panel"))};stage.append(createOverlay(view),createFurniture(view),createNavigator(view),createEmpty(view)),
root.append(createToolbar(view),h("div",{class:"iv-body"},createProgress(view),stage,panel,help.node),createErrorLine(view),
createStatusLine(view)),el.append(root),attachPointer(view),attachKeyboard(view),view.watch(["panel_open"],showPanel),view.
watch(["height"],()=>root.style.height=`${store.get("height")}px`),view.watch(["image_info"],()=>{let title=imageInfo(store)?.
title;setAttr(stage,"aria-label",`${title||"Image"}; press ? for the keys`),probe.refresh()}),offs.push(painter.viewport.
onChange(()=>probe.refresh()));let resize=()=>{let{clientWidth:width,clientHeight:height}=stage;width&&height&&painter.resize(
width,height,window.devicePixelRatio||1)},classify=()=>{let width=root.clientWidth,size=width<NARROW?"narrow":width<MEDIUM?
"medium":"wide";!width||root.dataset.size===size||(root.dataset.size=size,showPanel())},resized=new ResizeObserver(()=>{
classify(),resize()});return classify(),resized.observe(root),resized.observe(stage),window.addEventListener("resize",resize,
{signal:closing.signal}),resize(),()=>{closing.abort(),resized.disconnect(),view.popup.close();for(let off of offs)off();
probe.close(),painter.dispose(),root.remove()}}function edge(view){let{local}=view.store,set=width2=>local.set("panelWid\
th",Math.round(clamp(width2,PANEL.least,PANEL.most))),width=()=>local.get("panelWidth")??PANEL.usual,node=h("div",{class:"\
iv-edge",title:"Drag to resize; double click for the usual width",attrs:{role:"separator",tabindex:0,"aria-orientation":"\
vertical","aria-label":"Panel width"},on:{dblclick:()=>set(PANEL.usual),keydown:event=>{let step={ArrowLeft:12,ArrowRight:-12}[event.
key];step&&(event.preventDefault(),event.stopPropagation(),set(width()+step))},pointerdown:event=>{if(event.button!==0)return;
let from=width();drag(event,node,dx=>set(from-dx))}}}),apply=()=>{view.root.style.setProperty("--iv-panel",`${width()}px`),
setAttr(node,"aria-valuenow",String(width())),setAttr(node,"aria-valuemin",String(PANEL.least)),setAttr(node,"aria-value\
max",String(PANEL.most))};return view.onClose(local.on("panelWidth",apply)),apply(),node}function message(el,text){let root=h("div",{class:"imgview"},h("p",{class:"iv-message",attrs:{role:"alert"}},text)),unfollow=followTheme(
root);return el.append(root),()=>{unfollow(),root.remove()}}var canvas_default=()=>{let session=null;return{initialize({
model}){return mismatch(model)||(session=new Session(model)),()=>{session?.dispose(),session=null}},render({model,el}){return session?
createView(session,el):message(el,mismatch(model)??"This imgview viewer has been closed: run its cell again.")}}};export{canvas_default as default};
