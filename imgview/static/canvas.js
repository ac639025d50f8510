function x(o,t={},...e){let n=document.createElement(o);t.class&&(n.className=t.class),t.title&&(n.title=t.title);for(let[
r,s]of Object.entries(t.attrs??{}))S(n,r,s);for(let[r,s]of Object.entries(t.on??{}))n.addEventListener(r,s);return n.append(
...e),n}function S(o,t,e){if(e==null||e===!1)o.removeAttribute(t);else{let n=e===!0?"":String(e);o.getAttribute(t)!==n&&
o.setAttribute(t,n)}}function A(o,t){o.textContent!==t&&(o.textContent=t)}function z(o,t,e){return Math.min(Math.max(o,t),
e)}function rt(o,t,e,n=window.devicePixelRatio||1){let r=Math.max(1,Math.round(t*n)),s=Math.max(1,Math.round(e*n));(o.width!==
r||o.height!==s)&&(o.width=r,o.height=s,o.style.width=`${t}px`,o.style.height=`${e}px`);let i=o.getContext("2d");return i?.
setTransform(r/Math.max(t,1),0,0,s/Math.max(e,1),0,0),i}function Z(o,t,e,n){let{clientX:r,clientY:s,pointerId:i}=o,a=new AbortController,
l=h=>{h.pointerId===i&&(a.abort(),n?.(h))};t.setPointerCapture(i);let c=h=>{let u=h;u.pointerId===i&&e(u.clientX-r,u.clientY-
s,u)};t.addEventListener("pointermove",c,{signal:a.signal});for(let h of["pointerup","pointercancel","lostpointercapture"])
t.addEventListener(h,l,{signal:a.signal})}function R(o){let t=0;return{ask:()=>{t||=requestAnimationFrame(()=>{t=0,o()})},
cancel:()=>{cancelAnimationFrame(t),t=0}}}var Tt=class{constructor(t,e,n){this.stray=n;this.#t=t,this.#e=e,t.on("msg:custom",this.#o)}stray;client=Math.floor(Math.
random()*2**40);stats={sent:0,received:0,bytes:0};#t;#e;#n=new Map;#o=(t,e)=>this.#l(t,e??[]);#s=Math.floor(Math.random()*
2**40);ask(t,e){let n=this.#s++;return this.#n.set(n,{request:e,timer:this.#r(n)}),this.#a(t(n)),n}cancel(t){this.forget(
t)&&this.#a({kind:"cancel",id:t})}forget(t){return clearTimeout(this.#n.get(t)?.timer),this.#n.delete(t)}dispose(){this.#t.
off("msg:custom",this.#o);for(let t of[...this.#n.keys()])this.forget(t)}#r(t){return setTimeout(()=>{let e=this.#n.get(
t);this.#n.delete(t),this.#e.set("stalled",!0),e?.request.failed(null)},8e3)}#a(t){this.stats.sent++;try{this.#t.send(t)}catch(e){
console.warn("imgview: the kernel cannot be reached",e)}}#l(t,e){this.stats.received++;for(let r of e)this.stats.bytes+=
r.byteLength;this.#e.set("stalled",!1);let n=this.#n.get(t.id);n?t.kind==="error"?(this.forget(t.id),n.request.failed(t)):
n.request.reply(t,e)?this.forget(t.id):(clearTimeout(n.timer),n.timer=this.#r(t.id)):this.stray(t,e)}};var st=class{constructor(t,e,n,r){this.x=t;this.y=e;this.reaches=n;let s=Math.max(r.x1-r.x0,1),i=Math.max(r.y1-r.y0,1),a=Math.
min(Math.max(t.length/8,1),1048576);this.#t=r,this.#o=Math.sqrt(s*i/a),this.#e=Math.ceil(s/this.#o),this.#n=Math.ceil(i/
this.#o);let l=new Int32Array(t.length).fill(-1),c=new Uint32Array(this.#e*this.#n+1);for(let m=0;m<t.length;m++){if(!Number.
isFinite(t[m]+e[m]))continue;let f=n(m);if(f>this.#o){this.#a.push(m);continue}this.#l=Math.max(this.#l,f),l[m]=this.#i(
t[m])+this.#e*this.#c(e[m]),c[l[m]+1]++}for(let m=1;m<c.length;m++)c[m]+=c[m-1];let h=c.slice(),u=new Uint32Array(c[c.length-
1]);l.forEach((m,f)=>{m>=0&&(u[h[m]++]=f)}),this.#s=c,this.#r=u}x;y;reaches;#t;#e;#n;#o;#s;#r;#a=[];#l=0;near({x0:t,y0:e,
x1:n,y1:r},s,i){let a=this.#l*s+i,[l,c]=[this.#i(t-a),this.#i(n+a)],h=[],u=0;for(let y=this.#c(e-a);y<=this.#c(r+a);y++){
let d=this.#r.subarray(this.#s[y*this.#e+l],this.#s[y*this.#e+c+1]);h.push(d),u+=d.length}let m=this.#a.filter(y=>{let d=this.
reaches(y)*s+i;return this.x[y]+d>=t&&this.x[y]-d<=n&&this.y[y]+d>=e&&this.y[y]-d<=r}),f=new Uint32Array(u+m.length),p=0;
for(let y of h)f.set(y,p),p+=y.length;return f.set(m,p),f}#i(t){return Math.min(Math.max(Math.floor((t-this.#t.x0)/this.#o),
0),this.#e-1)}#c(t){return Math.min(Math.max(Math.floor((t-this.#t.y0)/this.#o),0),this.#n-1)}};function J(o,t){return(o/2+1)*t+.5}function De(o,t,e){let n=new Uint32Array(65536),r=t*e/2+.5,s=i=>Math.min(Math.max(i,0),
1);for(let i=0;i<255;i++){let a=(i+.5)*J(t,e)/255,l=s(r-a),c=l+.6*s(r+1*e-a)*(1-l),h=u=>Math.round(u*l/(c||1));for(let u=0;3*
u<o.length;u++){let[m,f,p]=[h(o[3*u]),h(o[3*u+1]),h(o[3*u+2])];n[i<<8|u]=(Math.round(c*255)<<24|p<<16|f<<8|m)>>>0}}return n}
var Et=class{constructor(t){this.reach=t}reach;marks=new Uint16Array(256*256).fill(65535);color=0;empty=!0;#t(t,e){if(!(e<
255))return;let n=e<<8|this.color;n<this.marks[t]&&(this.marks[t]=n)}segment(t,e,n,r){let{reach:s}=this,i=n-t,a=r-e,l=G(
Math.min(t,n)-s),c=W(Math.max(t,n)+s),h=G(Math.min(e,r)-s),u=W(Math.max(e,r)+s);if(l>c||h>u)return;this.empty=!1;let m=i*
i+a*a,f=m>0?1/m:0,p=s*Math.sqrt(m)/Math.abs(a);for(let y=h;y<=u;y++){let d=y+.5-e,b=t+d*i/a,g=p<256?Math.max(l,G(b-p)):l,
v=p<256?Math.min(c,W(b+p)):c;for(let w=g;w<=v;w++){let M=w+.5-t,T=(M*i+d*a)*f,k=T<0?0:T>1?1:T,E=M-k*i,P=d-k*a;this.#t(y*
256+w,Math.sqrt(E*E+P*P)*255/s)}}}ellipse(t,e,n,r,s){let{reach:i}=this,a=Math.cos(s),l=Math.sin(s),c=Math.sqrt(n*n*a*a+r*
r*l*l)+i,h=Math.sqrt(n*n*l*l+r*r*a*a)+i,u=G(t-c),m=W(t+c),f=G(e-h),p=W(e+h);if(u>m||f>p)return;this.empty=!1;let[y,d,b,g]=[
a/n,l/n,a/r,-l/r],v=1/(n*n),w=1/(r*r),M=255/i,T=y*y+g*g,k=i/Math.min(n,r),E=(1+k)*(1+k),P=k<1?(1-k)*(1-k):0,H=c>16;for(let N=f;N<=
p;N++){let F=e-N-.5,L=F*d,K=F*b,St=u,Re=m,Ve=256,re=0;if(H){let D=(y*L+g*K)/T,bt=D*D-(L*L+K*K)/T,nt=bt+E/T;if(nt<=0)continue;
St=Math.max(u,G(t-D-Math.sqrt(nt))),Re=Math.min(m,W(t-D+Math.sqrt(nt)));let ot=bt+P/T;k<1&&ot>0&&(Ve=G(t-D-Math.sqrt(ot)),
re=W(t-D+Math.sqrt(ot)))}let to=N*256;for(let D=St;D<=Re;D++){D===Ve&&re>D&&(D=re);let bt=D+.5-t,nt=bt*y+L,ot=bt*g+K,Fe=nt*
nt,_e=ot*ot,Ne=Fe+_e,se=Ne-Math.sqrt(Ne);this.#t(to+D,(se<0?-se:se)*M/Math.sqrt(Fe*v+_e*w))}}}disc(t,e,n){let{reach:r}=this,
s=n+r,i=W(e+s),a=W(t+s);this.empty=!1;for(let l=G(e-s);l<=i;l++)for(let c=G(t-s);c<=a;c++){let h=Math.max(Math.hypot(c+.5-
t,l+.5-e)-n,0);this.#t(l*256+c,h*255/r)}}};function G(o){return Math.max(0,Math.ceil(o-.5))}function W(o){return Math.min(
255,Math.floor(o-.5))}var At=class{bytes;#t;#e;#n;constructor(t,e,n){let r=new Uint32Array(t,0,e+1),s=new Float32Array(t,4*(e+1)),i=new Uint32Array(
Math.max(s.length/2-e,0)),a=0;for(let h=0;h<e;h++)for(let u=r[h];u+1<r[h+1];u++)i[a++]=u;let l=h=>Float32Array.from(i,u=>(s[2*
u+h]+s[2*u+2+h])/2),c=h=>{let u=2*i[h];return Math.max(Math.abs(s[u+2]-s[u]),Math.abs(s[u+3]-s[u+1]))/2};this.#t=s,this.#e=
i,this.#n=new st(l(0),l(1),c,n),this.bytes=t.byteLength+16*i.length}near(t,{width:e},n,r){return this.#n.near(t,1,J(e,r)/
n)}draw(t,e,{left:n,top:r,scale:s}){let i=this.#t;for(let a of e){let l=2*this.#e[a];t.segment(i[l]*s+n,r-i[l+1]*s,i[l+2]*
s+n,r-i[l+3]*s)}}};var ie=2.5,eo=1,no={"+":[[-1,0,1,0],[0,-1,0,1]],x:[[-1,-1,1,1],[-1,1,1,-1]],"*":[[-1,0,1,0],[0,-1,0,1],[-.7,-.7,.7,.7],[
-.7,.7,.7,-.7]],square:[[-1,-1,1,-1],[1,-1,1,1],[1,1,-1,1],[-1,1,-1,-1]],diamond:[[0,-1,1,0],[1,0,0,1],[0,1,-1,0],[-1,0,
0,-1]]},Ct=class{bytes;#t;#e;#n;#o;constructor(t,e,n){let r=l=>new Float32Array(t,4*l*e,e);this.#t=r(0),this.#e=r(1),this.#n=
t.byteLength>8*e?[r(2),r(3),r(4)]:null;let[s,i]=this.#n??[],a=l=>s&&i&&Math.max(s[l],i[l])||0;this.#o=new st(this.#t,this.#e,
a,n),this.bytes=t.byteLength+8*e}near(t,e,n,r,{sizes:s}){let i=e,a=i.symbol==="ellipse",l=a?ie*r:He(i,n,r,s&&Math.max(...s.
table));return this.#o.near(t,a?i.scale:0,(l+J(i.width,r))/n)}draw(t,e,{left:n,top:r,scale:s,dpr:i},a,{colors:l,sizes:c}){
let h=a,[u,m]=[this.#t,this.#e];if(h.symbol==="ellipse"){let[p,y,d]=this.#n??[],b=h.scale*s,g=ie*i;for(let v of e){let w=u[v]*
s+n,M=r-m[v]*s;t.color=l?.codes[v]??0,p&&y&&d&&p[v]+y[v]+Math.abs(d[v])>0?t.ellipse(w,M,Math.max(p[v]*b,g),Math.max(y[v]*
b,g),d[v]):t.disc(w,M,eo*i)}return}let f=no[h.symbol];for(let p of e){let y=u[p]*s+n,d=r-m[p]*s,b=He(h,s,i,c?.table[c.codes[p]]);
if(t.color=l?.codes[p]??0,!f)t.ellipse(y,d,b,b,0);else for(let[g,v,w,M]of f)t.segment(y+b*g,d+b*v,y+b*w,d+b*M)}}};function He({
size:o,unit:t},e,n,r=o){return Math.max(r*(t==="image"?e:n)/2,ie*n)}function C(o){let t=o.get("image_info");return"shape"in t?t:null}function B(o){let t=C(o);return t!==null&&t.color&&t.component===
"image"}function Lt(o){let[t,e]=C(o)?.shape??[0,0];return t*e}var oo={outline:At,shapes:Ct},ro=1e3,so=6e4;function It(o){return[o.key,...o.kind==="shapes"?[o.colors,o.sizes]:[]].filter(
Boolean)}var Pt=class{#t;#e;#n;#o=new Map;#s=new Map;#r=new Map;#a=new Set;#l=null;constructor(t,e){this.#t=t,this.#e=e,
this.#n=[t.on("layers",()=>this.#c())],this.#c()}get all(){return this.#t.get("layers")}placed(t){let e=this.#o.get(t);return e?.
codes?e:null}set(t,e){this.#t.set("layers",this.all.map(n=>n.key===t?{...n,...e}:n))}toggle(t){this.set(t,{visible:!this.
all.find(e=>e.key===t)?.visible})}toggleAll(){let t=this.all.filter(({visible:n})=>n).map(({key:n})=>n),e=this.#l;this.#l=
t.length?new Set(t):null,this.#t.set("layers",this.all.map(n=>({...n,visible:!t.length&&(e?.has(n.key)??!0)})))}onChange(t){
return this.#a.add(t),()=>this.#a.delete(t)}dispose(){for(let t of this.#n)t();for(let t of[...this.#r.keys()])this.#h(t);
this.#a.clear(),this.#o.clear(),this.#s.clear()}#i(){for(let t of[...this.#a])t()}#c(){let t=new Set(this.all.flatMap(It));
for(let e of[...this.#r.keys()])t.has(e)||this.#h(e);for(let e of[...this.#o.keys()])t.has(e)||this.#o.delete(e);for(let e of[
...this.#s.keys()])t.has(e)||this.#s.delete(e);for(let e of this.all)if(!(!e.visible||!e.count))for(let n of It(e))this.#o.
has(n)||this.#s.has(n)||this.#r.has(n)||(this.#r.set(n,{id:null,timer:0,retry:ro,data:null,got:0}),this.#m(n));this.#f(),
this.#i()}#h(t){let e=this.#r.get(t);this.#r.delete(t),e&&(clearTimeout(e.timer),e.id!==null&&this.#e.forget(e.id))}#m(t){
let e=this.#r.get(t);e&&(e.data=null,e.got=0,e.id=this.#e.ask(n=>({kind:"layer",id:n,layer:t}),{reply:(n,r)=>n.kind!=="l\
ayer"||this.#u(e,n,r[0]),failed:n=>{n&&this.#t.local.set("error",n.error),e.id=null,e.timer=setTimeout(()=>this.#m(t),e.
retry),e.retry=Math.min(2*e.retry,so)}}))}#u(t,e,n){let{layer:r,size:s,offset:i,rows:a,origin:l,done:c}=e;if(t.data??=new Uint8Array(
s),t.data.set(new Uint8Array(n.buffer,n.byteOffset,n.byteLength),i),t.got+=n.byteLength,!c)return!1;this.#r.delete(r);let h=this.
all.find(f=>It(f).includes(r));if(h&&h.key!==r&&t.got===s)return this.#s.set(r,t.data),this.#f(),this.#i(),!0;let u=h?.kind,
m=C(this.#t);if(u&&m&&s&&t.got===s){let[f,p]=m.start,[y,d]=m.shape,b={x0:p-l[0],x1:p-l[0]+d,y0:f-l[1],y1:f-l[1]+y};this.#o.
set(r,{geometry:new oo[u](t.data.buffer,a,b),origin:l,codes:null}),this.#f(),this.#i()}return!0}#f(){for(let t of this.all){
let e=this.#o.get(t.key);if(!e||!It(t).every(s=>s===t.key||this.#s.has(s))||(e.codes={},t.kind!=="shapes"))continue;let[
n,r]=[this.#s.get(t.colors),this.#s.get(t.sizes)];if(n&&(e.codes.colors={key:t.colors,table:n.subarray(0,768),codes:n.subarray(
768)}),r){let s=new Float32Array(r.buffer,0,256);e.codes.sizes={key:t.sizes,table:s,codes:r.subarray(1024)}}}}};var Ot=class{#t;#e;#n;#o;#s;#r=[];#a=null;#l=null;constructor(t,e,n,r){this.#t=t,this.#e=e,this.#n=n,this.#o=r,this.#s=t.
on("image_info",()=>this.#i())}at(t,e,n){let r=Math.round(t),s=Math.round(e);this.#l=null;let i=this.#n.info;if(!i)return;
let[a,l]=[s-i.start[0],r-i.start[1]],c=a>=0&&l>=0&&a<i.shape[0]&&l<i.shape[1],h={inside:c,x:r,y:s,values:[NaN],sigma:null,
approximate:!1,planes:[],...this.#o.radec(t,e)??{ra:null,dec:null}};if(!c)return n(h);let u=this.#c(h,t,e);if(u)return n(
u);n(this.#m(h,a,l)),this.#l={x:t,y:e,callback:n},this.#u()}dispose(){this.#s(),this.#i()}#i(){this.#r=[],this.#l=null,this.#a!==
null&&this.#e.forget(this.#a),this.#a=null}#c(t,e,n){for(let r of this.#r){let[s,i]=[t.y-r.y0,t.x-r.x0];if(s<0||i<0||s>=
r.height||i>=r.width)continue;let a=s*r.width+i,l=c=>r.mask?.getUint8(a*r.maskBytes+c)??0;return{...t,values:Array.from(
{length:r.channels},(c,h)=>r.values.getFloat64(8*(a*r.channels+h),!0)),sigma:r.sigma?r.sigma.getFloat64(8*a,!0):null,planes:this.#h(
l),...this.#o.radec(e,n,r.offset)}}return null}#h(t){return this.#t.get("mask_planes").filter(e=>t(e.byte)>>e.bit&1)}#m(t,e,n){
let r=this.#n.info?.levels??0,s=this.#n.info?.tile??256;for(let i=0;i<r;i++){let[a,l]=[e>>i,n>>i],c=this.#n.get([i,Math.
floor(a/s),Math.floor(l/s)])?.tile;if(!c)continue;let h=(c.height-1-a%s)*c.width+l%s,{pairs:u}=c,m=y=>{let d=u?.bytes.indexOf(
y)??-1;return u&&d>=0?u.own[u.index[h]*u.bytes.length+d]:0},f=c.width*c.height,p=Array.from({length:c.channels},(y,d)=>c.
codec.value(c.codes[h+d*f]));return{...t,values:p,approximate:!0,planes:this.#h(m)}}return{...t,approximate:!0}}#u(){let{
info:t}=this.#n;if(this.#a!==null||!this.#l||!t)return;let[e,n]=[Math.round(this.#l.x),Math.round(this.#l.y)];this.#a=this.#e.
ask(r=>({kind:"readout",id:r,image:t.id,x:e,y:n}),{reply:(r,s)=>(this.#a=null,r.kind==="readout"&&r.image===this.#n.info?.
id&&this.#f(r,s,e,n),!0),failed:()=>{this.#a=null}})}#f(t,[e,n,r],s,i){let[a,l,c,h]=t.box,u=this.#l;c*h>0&&t.component===
this.#n.info?.component&&(this.#r.unshift({y0:a,x0:l,height:c,width:h,values:e,channels:t.channels,offset:this.#o.offset(
s,i,t.sky),sigma:n?.byteLength?n:null,mask:r?.byteLength?r:null,maskBytes:r?r.byteLength/(c*h):0}),this.#r.length=Math.min(
this.#r.length,32)),u&&this.at(u.x,u.y,u.callback)}};var at=Math.PI/180;function io(o){let[t,e]=o.n,n=new Float64Array(3*t*e);for(let r=0;r<n.length;r++)n[r]=o.data.getFloat64(
8*r,!0);return{ny:t,nx:e,x:o.x,y:o.y,data:n}}function Ue(o,t){let e=Math.min(t,4),n=Math.min(Math.max(Math.floor(o)-1,0),
t-e),r=[];for(let s=0;s<e;s++){let i=1;for(let a=0;a<e;a++)a!==s&&(i*=(o-n-a)/(s-a));r.push(i)}return{first:n,weights:r}}
var Rt=class{pixelScale=null;#t=null;#e;constructor(t){let e=()=>{let n=t.get("sky_grid");this.#t="data"in n?io(n):null,
this.pixelScale="data"in n?n.pixel_scale:null};this.#e=t.on("sky_grid",e),e()}get known(){return this.#t!==null}radec(t,e,n){
let r=this.#n(t,e);if(!r)return null;if(n)for(let i=0;i<3;i++)r[i]+=n[i];let s=Math.atan2(r[1],r[0])/at;return{ra:s<0?s+
360:s,dec:Math.atan2(r[2],Math.hypot(r[0],r[1]))/at}}offset(t,e,n){let r=this.#n(t,e);if(!r||!n)return null;let s=$e({ra:n[0],
dec:n[1]});return[s[0]-r[0],s[1]-r[1],s[2]-r[2]]}compass(t,e){let n=this.#o(t,e);if(!n)return null;let r=(i,a)=>({x:i/Math.
hypot(i,a),y:a/Math.hypot(i,a)}),s=Math.sign(n.ex*n.ny-n.ey*n.nx);return{east:r(s*n.ny,-s*n.nx),north:r(-s*n.ey,s*n.ex)}}pixel(t,e){
let n=$e(t),{x:r,y:s}=e;for(let i=0;i<12;i++){let a=this.#n(r,s),l=this.#o(r,s);if(!a||!l)return null;let c=[n[0]-a[0],n[1]-
a[1],n[2]-a[2]],h=it(c,l.east),u=it(c,l.north),m=l.ex*l.ny-l.ey*l.nx,f=(h*l.ny-u*l.ey)/m,p=(u*l.ex-h*l.nx)/m;if(!Number.
isFinite(f+p))return null;if(r+=f,s+=p,Math.hypot(f,p)<1e-6)return{x:r,y:s}}return null}dispose(){this.#e()}#n(t,e){let n=this.#t;
if(!n)return null;let r=Ue((t-n.x[0])/n.x[1],n.nx),s=Ue((e-n.y[0])/n.y[1],n.ny),i=[0,0,0];s.weights.forEach((l,c)=>{r.weights.
forEach((h,u)=>{let m=3*((s.first+c)*n.nx+r.first+u);for(let f=0;f<3;f++)i[f]+=l*h*n.data[m+f]})});let a=Math.hypot(...i);
return a>0?[i[0]/a,i[1]/a,i[2]/a]:null}#o(t,e){let n=this.#n(t,e),[r,s,i,a]=[this.#n(t+.5,e),this.#n(t-.5,e),this.#n(t,e+
.5),this.#n(t,e-.5)];if(!n||!r||!s||!i||!a)return null;let l=Math.hypot(n[0],n[1])||1,c=[-n[1]/l,n[0]/l,0],h=[-n[2]*c[1],
n[2]*c[0],l],u=[r[0]-s[0],r[1]-s[1],r[2]-s[2]],m=[i[0]-a[0],i[1]-a[1],i[2]-a[2]];return{east:c,north:h,ex:it(u,c),ey:it(
m,c),nx:it(u,h),ny:it(m,h)}}};function $e({ra:o,dec:t}){let e=Math.cos(t*at);return[e*Math.cos(o*at),e*Math.sin(o*at),Math.
sin(t*at)]}function it(o,t){return o[0]*t[0]+o[1]*t[1]+o[2]*t[2]}function ae(o,t){let e=10**t,n=Math.round(o*3600*e),r=n%
(60*e);n=(n-r)/(60*e);let s=a=>String(a).padStart(2,"0"),i=(r/e).toFixed(t).padStart(t?t+3:2,"0");return`${s(Math.floor(
n/60))}:${s(n%60)}:${i}`}function Vt(o,t=3){let e=ae((o%360+360)%360/15,t);return e.startsWith("24:")?ae(0,t):e}function Ft(o,t=2){
return(o<0?"−":"+")+ae(Math.abs(o),t)}var _t=class{#t=new Map;add(t,e){let n=this.#t.get(t);return n||this.#t.set(t,n=new Set),n.add(e),()=>n.delete(e)}call(t){
for(let e of[...this.#t.get(t)??[]])e()}clear(){this.#t.clear()}},le=class{#t=new Map;#e=new _t;get(t){return this.#t.get(
t)}set(t,e){this.#t.get(t)!==e&&(this.#t.set(t,e),this.#e.call(t))}on(t,e){return this.#e.add(t,e)}},ao={viewport:150,component:0,
stretch_parameter:0},lo=100;function Ke(o,t){return o===t||JSON.stringify(o)===JSON.stringify(t)}var Nt=class{local=new le;#t;#e=new _t;#n=new Map;#o=new Map;#s=new Map;#r=!1;#a=0;#l=1/0;constructor(t){
this.#t=t}get(t){return this.#t.get(t)}set(t,e){Ke(this.get(t),e)||(this.#c(t),this.#o.set(t,e),this.#h(t,e),this.#i(ao[t]??
lo),this.#e.call(t))}on(t,e){return this.#c(t),this.#e.add(t,e)}flush(){if(clearTimeout(this.#a),this.#l=1/0,!!this.#o.size){
for(let[t,e]of this.#o)this.#s.set(t,e);this.#o.clear(),this.#t.save_changes()}}dispose(){this.flush();for(let[t,e]of this.#n)
this.#t.off(`change:${t}`,e);this.#n.clear(),this.#e.clear()}#i(t){let e=performance.now()+t;e>=this.#l||(clearTimeout(this.#a),
this.#l=e,this.#a=setTimeout(()=>this.flush(),t))}#c(t){if(this.#n.has(t))return;let e=()=>this.#m(t);this.#n.set(t,e),this.#t.
on(`change:${t}`,e)}#h(t,e){this.#r=!0;try{this.#t.set(t,e)}finally{this.#r=!1}}#m(t){if(!this.#r){if(this.#o.has(t)){if(Ke(
this.get(t),this.#s.get(t)))return this.#h(t,this.#o.get(t));this.#o.delete(t)}this.#e.call(t)}}};var Dt=class{constructor(t,e,n,r){this.center=t;this.step=e;this.linear=n;this.zero=r;this.key=`${t},${e},${n},${r}`}center;step;linear;zero;key;get exact(){
return this.linear>=65535}value(t){if(t===0)return NaN;if(t===1)return-1/0;if(t===65535)return 1/0;let e=t-this.zero,n=Math.
abs(e),r=n;if(n>this.linear){let s=n-this.linear-1,i=this.linear;for(;s>=1024;s-=1024)i*=2;let a=i/1024;r=i+s*a+a/2}return this.
center+(e<0?-r:r)*this.step}stepAt(t){if(t<this.value(2)||t>this.value(65534))return 1/0;let e=Math.abs(t-this.center)/this.
step;return e<=this.linear?this.step:this.linear*2**Math.floor(Math.log2(e/this.linear))/1024*this.step}};var ze=65536,_=256,mo=4278190080;function he(o,t,e){return(mo|e<<16|t<<8|o)>>>0}function ue(o){let t=new Uint32Array(_),
{colors:e,contrast:n,bias:r}=o;for(let s=0;s<_;s++){let i=Math.min(Math.max((s/255-r)*n+.5,0),1),a=3*Math.floor(i*255+.5);
t[s]=he(e[a],e[a+1],e[a+2])}return t}function Be(o,t,e){let{low:n,high:r,thresholds:s}=e,i=ue(e),a=2;for(let l=0;l<_-1&&
a<=65534;l++){let c=s[l],h=a,u=65535;for(;h<u;){let m=h+u>>1;(t.value(m)-n)/(r-n)>=c?u=m:h=m+1}o.fill(i[l],a,h),a=h}o.fill(
i[_-1],a,65535),o[0]=e.bad,o[1]=i[0],o[65535]=i[_-1]}var fo=12;function Ut(o){let t=/^#[0-9a-f]{6}$/i.test(o)?parseInt(o.slice(1),16):16777215;return[t>>16,t>>8&255,t&255]}function Ge({
color:o,opacity:t,outline:e},n){let[r,s,i]=Ut(o);return{r,g:s,b:i,opacity:t,outline:e,key:`${n}.${o}.${t}.${e}`}}function po(o,t,e){
let n=new Float32Array(e);for(let r=0;r<e;r++)n[r]=o.getFloat32(4*(t+r),!0);return n}var Ht=class{version=0;shadingVersion=0;shading;planes=[];expressions=[];#t;#e=[];#n=new Set;#o=new Map;constructor(t){
this.#t=t,this.shading=this.#r(),this.#a();let e=["cuts","stretch","stretch_names","stretch_tables","colormap","colormap\
_names","colormap_tables","inverted","contrast","bias","bad_color"],n=()=>{this.shading=this.#r(),this.shadingVersion++,
this.#s()};for(let s of e)this.#e.push(t.on(s,n));let r=B(t);this.#e.push(t.on("image_info",()=>{r!==B(t)&&(r=!r,n())}));
for(let s of["planes","mask_planes","mask_expressions"])this.#e.push(t.on(s,()=>{this.#a(),this.#s()}))}onChange(t){return this.#n.
add(t),()=>this.#n.delete(t)}lut(t){let e=this.#o.get(t.key);return e||(this.#o.size>=fo&&this.#o.delete(this.#o.keys().
next().value),e={version:-1,lut:new Uint32Array(ze)},this.#o.set(t.key,e)),e.version!==this.shadingVersion&&(Be(e.lut,t,
this.shading),e.version=this.shadingVersion),e.lut}bar(){return ue(this.shading)}dispose(){for(let t of this.#e)t();this.#n.
clear(),this.#o.clear()}#s(){this.version++;for(let t of this.#n)t()}#r(){let t=this.#t,[e,n]=t.get("cuts"),r=(m,f)=>Math.
max(m.indexOf(f),0),s=t.get("stretch_tables"),i=t.get("colormap_tables"),a=r(t.get("stretch_names"),t.get("stretch")),l=r(
t.get("colormap_names"),t.get("colormap")),c=new Uint8Array(3*_),h=t.get("inverted"),u=B(t);for(let m=0;m<_;m++){if(u){c.
fill(m,3*m,3*m+3);continue}let f=3*(_*l+(h?_-1-m:m));for(let p=0;p<3;p++)c[3*m+p]=i.getUint8(f+p)}return{low:e,high:n,colors:c,
thresholds:po(s,(_-1)*a,_-1),contrast:t.get("contrast"),bias:t.get("bias"),bad:he(...Ut(t.get("bad_color")))}}#a(){let t=this.#t.
get("planes");this.planes=[];for(let{name:e,byte:n,bit:r}of this.#t.get("mask_planes")){let s=Object.hasOwn(t,e)?t[e]:void 0;
s?.visible&&this.planes.push({byte:n,bit:r,...Ge(s,`${n}.${r}`)})}this.expressions=this.#t.get("mask_expressions").filter(
({visible:e,removed:n})=>e&&!n).map(e=>({postfix:e.postfix,...Ge(e,e.postfix.join("."))}))}};var me=class{#t=new Set;#e=0;#n=-1;#o=0;keep(t,e){this.drop(t),t.bytes=e,this.#t.add(t),this.#e+=e,this.#e>96e6&&this.#s()}touch(t){
this.#t.delete(t)&&this.#t.add(t)}drop(t){this.#t.delete(t)&&(this.#e-=t.bytes)}get bytes(){return this.#e}timeLeft(t){return t!==
this.#n&&(this.#n=t,this.#o=0),8-this.#o}spend(t){this.#o+=t}#s(){for(let t of this.#t){if(this.#e<=96e6)return;t.pinned()||
(this.drop(t),t.evict())}}},yo=Symbol.for("imgview.page.1"),go=globalThis,O=go[yo]??=new me;var fe=class{#t=new Int32Array(1<<18).fill(-1);#e=[];keys=[];columns=[];clear(){this.nextColumn(),this.keys=[0],this.columns=
[0]}nextColumn(){for(let t of this.#e)this.#t[t]=-1;this.#e=[]}number(t,e){let n=this.#t,r=Math.imul(t,2654435761)>>>14;
for(;n[r]>=0;){if(this.keys[n[r]]===t)return n[r];r=r+1&n.length-1}return n[r]=this.keys.length,this.#e.push(r),this.columns.
push(e),this.keys.push(t)-1}},wt=new fe;function We(o,t,e,n){let r=n+2,s=r*(e+2),i=new Uint32Array(o.buffer,o.byteOffset,
o.length+3>>2),a=new Uint32Array(e*n);wt.clear();let l=0,c=-1,h=0;for(let f=0;f<i.length;f++)if(i[f]!==0)for(let p=4*f;p<
4*f+4;p++){let y=o[p];if(!y)continue;let d=Math.floor(p/s),b=Math.floor((p-d*s)/r)-1,g=p-d*s-(b+1)*r-1;if(g<0||b<0||g>=n||
b>=e)continue;d!==l&&(l=d,c=-1,wt.nextColumn());let v=o[p-1]&o[p+1]&o[p-r]&o[p+r],w=(e-1-b)*n+g,M=a[w]*65536+y*256+(y&~v);
M!==c&&(c=M,h=wt.number(M,d)),a[w]=h}let u=wt.keys.length,m=bo(o,t.length,e,n);return u===1&&!m.some(Boolean)?null:{...wo(
a,t,u>4096?xo(a,u):null),apron:m}}function bo(o,t,e,n){let r=n+2,s=new Uint8Array(2*(n+e)*t),i=0,a=(l,c,h)=>{for(let u=0,
m=l;u<h;u++,m+=c)for(let f=0;f<t;f++)s[i++]=o[m+f*r*(e+2)]};return a((e+1)*r+1,1,n),a(1,1,n),a(e*r,-r,e),a(e*r+n+1,-r,e),
s}function xo(o,t){let e=new Uint32Array(t);for(let r=0;r<o.length;r++)e[o[r]]=1;let n=1;for(let r=1;r<t;r++)e[r]&&(e[r]=
n++);e[0]=0;for(let r=0;r<o.length;r++)o[r]=e[o[r]];return e}function wo(o,t,e){let{keys:n,columns:r}=wt,s=t.length,i=e?
e.reduce((h,u)=>Math.max(h,u),0)+1:n.length,a=new Uint8Array(i*s),l=new Uint8Array(i*s);for(let h=1;h<n.length;h++){let u=e?
e[h]:h;if(u)for(let m=h;m>0;m=Math.floor(n[m]/65536))a[u*s+r[m]]=n[m]>>>8&255,l[u*s+r[m]]=n[m]&255}let c=i<=256?Uint8Array:
i<=65536?Uint16Array:Uint32Array;return{index:new c(o),count:i,bytes:t,own:a,edge:l}}async function qe(o,t,e,n){let r=new DecompressionStream("deflate"),s=r.writable.getWriter();s.write(new Uint8Array(o.buffer,
o.byteOffset+t,e)).then(()=>s.close()).catch(()=>{});let l=r.readable.getReader(),c=new Uint8Array(new ArrayBuffer(n+3&-4),
0,n),h=0;for(;;){let{done:u,value:m}=await l.read();if(u)break;if(h+m.length>n)throw new Error(`more than ${n} bytes in \
a tile`);c.set(m,h),h+=m.length}if(h!==n)throw new Error(`${h} instead of ${n} bytes in a tile`);return c}async function je(o,t){
let{level:e,row:n,col:r,channels:s,image:i,mask:a}=o,[l,c]=o.shape,[h,u]=await Promise.all([qe(t,0,i,2*l*c*s),a?qe(t,i,a,
o.bytes.length*(l+2)*(c+2)):null]),m=new Uint16Array(l*c*s);for(let y=0;y<s;y++)vo(h,m,y*l*c,l,c);let f=u?We(u,o.bytes,l,
c):null,p=m.byteLength+(f?f.index.byteLength+2*f.own.byteLength+f.apron.byteLength:0);return{level:e,row:n,col:r,width:c,
height:l,codec:new Dt(...o.codec),channels:s,codes:m,pairs:f,bytes:p}}function vo(o,t,e,n,r){let s=n*r;for(let i=0;i<n;i++){
let a=2*e+i*r,l=e+(n-1-i)*r;for(let c=a+r;a<c;a++,l++)t[l]=o[a]<<8|o[s+a]}}var Mo=50,de=1e3,ko=6e4,pe=class{constructor(t,e,n){this.id=t;this.tile=e;this.owner=n}id;tile;owner;bytes=0;picture=null;styleVersion=-1;signature="";refined=-1;get size(){
return this.tile.bytes+(this.picture?4*this.tile.width*this.tile.height:0)}pinned(){return this.owner.pinned(this.id)}evict(){
this.picture=null,this.owner.evicted(this.id)}dropPicture(){this.picture&&(this.picture=null,this.styleVersion=-1,this.signature=
"",O.keep(this,this.size))}},$t=class{#t;#e;#n=new Map;#o=new Set;#s=new Map;#r=new Set;#a;#l=new Set;#i=null;#c=new Set;#h=0;#m=-1/0;#u=0;#f=de;#p=-1/0;constructor(t,e){
this.#t=t,this.#e=e,this.#a=[t.on("image_info",()=>this.#g()),t.on("first_tiles",()=>this.#k())],this.#g(),this.#k()}get info(){
return this.#i}get(t){let e=this.#n.get(this.#d(t));return e&&O.touch(e),e}get overview(){return[Math.max((this.#i?.levels??
1)-1,0),0,0]}want(t,e){this.#s.set(t,e),this.#x()}forget(t){if(this.#s.delete(t)&&(this.#x(),!this.#s.size))for(let e of this.#n.
values())e.dropPicture()}refine(t,e){this.#c.size||!this.#i||!t.length||(this.#t.flush(),this.#A(t.map(({tile:n})=>[n.level,
n.row,n.col]),{slots:t,shadingVersion:e}))}onChange(t){return this.#r.add(t),()=>this.#r.delete(t)}receive(t,e){return t.
kind!=="tiles"?!0:(t.image===this.#i?.id&&(t.tiles.forEach((n,r)=>this.#b(t.component,n,e[r])),t.tiles.length&&(this.#f=
de)),t.done)}pinned(t){return this.#l.has(t)}evicted(t){this.#n.delete(t)}dispose(){clearTimeout(this.#u);for(let t of this.#a)
t();this.#r.clear(),this.#s.clear(),this.#M(),this.#i=null}#d([t,e,n],r=this.#i?.component??"image"){return`${r}/${t}/${e}\
/${n}`}#v(){for(let t of[...this.#r])t()}#M(){for(let t of this.#n.values())O.drop(t);this.#n.clear(),this.#o.clear(),this.#y()}#y(){
for(let{id:t}of this.#c)this.#e.cancel(t);this.#c.clear()}#g(){let t=this.#t.get("image_info"),e="shape"in t?t:null;e?.id!==
this.#i?.id?this.#M():e?.component!==this.#i?.component&&this.#y(),this.#i=e,this.#f=de,this.#p=-1/0,this.#s.clear(),this.#x(),
this.#v()}#k(){if(this.#i)for(let t of this.#t.get("first_tiles"))this.#b(this.#i.component,t,t.data)}#b(t,e,n){let r=this.#d(
[e.level,e.row,e.col],t),s=this.#i?.id;this.#o.add(r);for(let{left:i}of this.#c)i.delete(r);je(e,n).then(i=>s===this.#i?.
id&&this.#E(r,i)).catch(i=>{this.#t.local.set("error",`A tile could not be read: ${String(i)}`),this.#L()}).finally(()=>{
s===this.#i?.id&&(this.#o.delete(r),this.#v())})}#E(t,e){let n=this.#n.get(t);n?(n.tile=e,n.styleVersion=-1,n.signature=
""):(n=new pe(t,e,this),this.#n.set(t,n)),O.keep(n,n.size)}#x(){this.#l=new Set([...this.#s.values()].flat().map(t=>this.#d(
t))),this.#i&&this.#l.add(this.#d(this.overview)),this.#w()}#S(){if(!this.#s.size)return[];let t=[...this.#s.values(),[this.
overview]],e=new Map,n=Math.max(...t.map(r=>r.length));for(let r=0;r<n;r++)for(let s of t.slice(0,-1))this.#T(s[r],e);return this.#T(
this.overview,e),[...e.values()]}#T(t,e){if(!t)return;let n=this.#d(t);!this.#n.has(n)&&!this.#o.has(n)&&e.set(n,t)}#w(){
clearTimeout(this.#u);let t=this.#i?this.#S():[];this.#t.local.set("waiting",t.length>0);let e=[...this.#c].some(({refine:c})=>c);
if(!t.length){this.#t.local.set("error",""),e||this.#y();return}let n=new Set([...this.#c].flatMap(({left:c})=>[...c])),
r=t.filter(c=>!n.has(this.#d(c))),s=t.length-r.length,i=e||n.size-s>s;if(!r.length&&!i)return;let a=Math.max(this.#c.size?
this.#m+Mo:0,this.#p),l=performance.now();if(a>l)this.#u=setTimeout(()=>this.#w(),a-l);else if(i){for(let{id:c}of this.#c)
this.#e.forget(c);this.#c.clear(),this.#h++,this.#A(t,null)}else this.#A(r,null)}#A(t,e){let{id:n,component:r}=this.#i,s={
id:0,left:new Set(t.map(a=>this.#d(a))),refine:e};this.#c.add(s),this.#m=performance.now();let{client:i}=this.#e;s.id=this.#e.
ask(a=>({kind:"tiles",id:a,client:i,image:n,component:r,view:this.#h,refine:e!==null,want:t.map(([l,c,h])=>[l,c,h])}),{reply:(a,l)=>{
let c=this.receive(a,l);return c&&this.#C(s),c},failed:a=>{a&&this.#t.local.set("error",a.error),this.#C(s)}})}#C(t){if(!this.#c.
delete(t))return;let{refine:e,left:n}=t;if(e)for(let r of e.slots)r.refined=e.shadingVersion;else n.size&&this.#L();this.#w()}#L(){
this.#p=performance.now()+this.#f,this.#f=Math.min(2*this.#f,ko)}};var Ye=2;function ye(o){let t=o.get("protocol");return t===Ye?null:`This page and the kernel run different versions of i\
mgview (page protocol ${Ye}, kernel protocol ${String(t)}): reload the page or restart the kernel.`}var Kt=class{store;channel;style;tiles;sky;readout;layers;constructor(t){
this.store=new Nt(t),this.channel=new Tt(t,this.store.local,(e,n)=>this.tiles.receive(e,n)),this.style=new Ht(this.store),
this.tiles=new $t(this.store,this.channel),this.sky=new Rt(this.store),this.readout=new Ot(this.store,this.channel,this.
tiles,this.sky),this.layers=new Pt(this.store,this.channel)}dispose(){this.layers.dispose(),this.readout.dispose(),this.
sky.dispose(),this.tiles.dispose(),this.style.dispose(),this.channel.dispose(),this.store.dispose()}};function zt(o){let t=matchMedia("(prefers-color-scheme: dark)"),e=()=>{o.dataset.theme=So(t.matches)?"dark":"light",o.dispatchEvent(
new Event("iv-theme"))},n=new MutationObserver(e);for(let r of[document.documentElement,document.body])n.observe(r,{attributeFilter:[
"class","data-jp-theme-light","data-vscode-theme-kind","data-theme","theme"]});return t.addEventListener("change",e),e(),
()=>{n.disconnect(),t.removeEventListener("change",e)}}function So(o){let{jpThemeLight:t,vscodeThemeKind:e}=document.body.
dataset;if(t)return t==="false";if(e)return!e.includes("light");let n=document.documentElement,r=n.dataset.theme??n.getAttribute(
"theme")??"";return/dark|light/.test(r)?r.includes("dark"):o}var Ze=new Map;function lt(o,t){let e=Ze.get(t);return e||(e=new Intl.NumberFormat("en-US",{minimumFractionDigits:t,maximumFractionDigits:t}),
Ze.set(t,e)),e.format(o).replace("-","−")}function ct(o){return o===0?0:Math.floor(Math.log10(Math.abs(o))+1e-12)}function Gt(o){
return Number.isNaN(o)?"NaN":o===1/0?"+inf":o===-1/0?"−inf":null}function j(o){return Gt(o)??lt(o,0)}function q(o,t){let e=Gt(
o);if(e)return e;let n=ct(o);if(n>=Math.max(t,7)+2||n<-4)return o.toExponential(t-1).replace(/\.?0+e/,"e").replace("e+",
"e").replace(/-/g,"−");let r=lt(o,Bt(t-1-n));return r.includes(".")?r.replace(/\.?0+$/,""):r}function Bt(o){return Math.
min(Math.max(o,0),12)}function ge(o,t,e){let n=t!==null&&t>0&&Number.isFinite(t),r=n?" ± ":"",s=Gt(o),i=ct(s?0:o);if(s||
i>=9||o!==0&&i<-4)return`${s??q(o,7)}${n?r+q(t,3):""}`;let a=e&&Number.isInteger(o),l=n?Math.max(2-ct(t),0):a?0:6-i,c=Bt(
Math.min(6-i,l)),h=lt(o,a?0:c);if(!n)return h;let u=t<10**-c;return h+r+(u?q(t,3):lt(t,a?Bt(l):c))}function be(o){return Gt(
o)??lt(o,Math.abs(o)>=99.95?0:Math.abs(o)>=9.995?1:2)}function Y(o,t=Math.abs(o)){if(!Number.isFinite(o)||!(t>0))return q(
o,4);let e=2-ct(t),n=e>12?o:Number(o.toFixed(Math.max(e,0)));return q(n,Math.max(3,ct(n)+1+Math.max(e,0)))}function Xe(o){
return`${lt(o,Bt(1-ct(o)))}×`}function Qe(o){let{store:t,session:{style:e}}=o,n=x("canvas",{class:"iv-ramp",attrs:{width:256,height:1,"aria-hidden":"t\
rue"}}),[r,s,i]=[x("span"),x("span"),x("span")],a=x("div",{class:"iv-colorbar"},n,x("div",{class:"iv-ends"},r,s,i)),l=R(
()=>{let{shading:c}=e,h=C(t)?.unit??"",u=n.getContext("2d");if(!u)return;let m=u.createImageData(256,1);new Uint32Array(
m.data.buffer).set(e.bar()),u.putImageData(m,0,0);let f=c.high-c.low;A(r,Y(c.low,f)),A(s,Y(c.low+c.thresholds[127]*f,f)),
A(i,`${Y(c.high,f)} ${h}`.trimEnd())});return o.onClose(l.cancel),o.onClose(e.onChange(l.ask)),o.watch(["image_info"],l.
ask),a}var Je="rgba(0, 0, 0, 0.7)",tn="#ffffff";function ht(o,t,e=1.5,n=tn,r=2.5){o.lineJoin=o.lineCap="round",o.strokeStyle=Je,
o.lineWidth=e+r,o.stroke(t),o.strokeStyle=n,o.lineWidth=e,o.stroke(t)}function ut(o,t,e,n,r=tn){o.lineJoin="round",o.strokeStyle=
Je,o.lineWidth=3,o.strokeText(t,e,n),o.fillStyle=r,o.fillText(t,e,n)}var To=[1,2,5],Eo=[1,2,5,10,20,30];function en(o,t){if(!(o>0)||!Number.isFinite(o))return null;let e=132*o,[n,r]=t?Co(e):
Ao(e);return{length:n/o,label:r}}function xe(o){let t=10**Math.floor(Math.log10(o));return Math.max(...To.filter(e=>e*t<=
o*(1+1e-9)))*t}function Ao(o){let t=xe(o);return[t,`${Number(t.toPrecision(1))} px`]}function Co(o){if(o<1){let r=xe(o);
return[r,`${Number(r.toPrecision(1))}″`]}if(o>=3600){let r=xe(o/3600);return[r*3600,`${Number(r.toPrecision(1))}°`]}let[
t,e]=o>=60?[60,"′"]:[1,"″"],n=Math.max(...Eo.filter(r=>r*t<=o));return[n*t,`${n}${e}`]}var nn=28,Lo=170,Io="rgba(150, 215, 255, 0.6)",Po="#d9f2ff",Oo=on([1,2,5,10,20,30].flatMap(o=>[o/3600,o/60]),[1,2,5,10,15,
30]),Ro=on([1,2,5,10,20,30].flatMap(o=>[o/240,o/4]),[15,30,45]);function on(o,t){return[...[.001,.01,.1].flatMap(n=>[1,2,
5].map(r=>r*n*Math.min(...o))),...o,...t].sort((n,r)=>n-r)}function rn(o,t,e){let{width:n,height:r}=e,s=_o(t,e),i=new Path2D,
a=[];for(let[c,h,u,m]of[[s.ra,Ro,Ho,["top","bottom","left","right"]],[s.dec,Oo,Uo,["left","right","top","bottom"]]])for(let{
level:f,label:p}of No(c,h,Math.hypot(n,r)/Lo,u))a.push({text:p,ends:Do(i,s,c,f,n,r),sides:m});ht(o,i,1,Io,1.2),o.textAlign=
"left",o.textBaseline="alphabetic";let l=[[0,0,60,30],[0,r-84,250,r],[n-172,r-132,n,r]];for(let{text:c,ends:h,sides:u}of a){
let m=o.measureText(c).width,f=u.flatMap(p=>h.map(y=>Vo(y,p,m,n,r))).find(p=>p&&l.every(y=>Fo(p,y)));f&&(l.push(f),ut(o,
c,f[0],f[3]-3,Po))}}function Vo({x:o,y:t},e,n,r,s){if({top:t,bottom:s-t,left:o,right:r-o}[e]>1)return null;let[a,l]={top:[
o+5,9],bottom:[o+5,s-22],left:[8,t-18],right:[r-n-8,t-18]}[e];return a<4||l<4||a+n>r-4||l+16>s-4?null:[a,l,a+n,l+16]}function Fo(o,t){
return o[2]+8<t[0]||t[2]+8<o[0]||o[3]<t[1]||t[3]<o[1]}function _o(o,t){let e=Math.max(2,Math.ceil(t.width/nn)),n=Math.max(
2,Math.ceil(t.height/nn)),r=new Float64Array((e+1)*(n+1)).fill(NaN),s=new Float64Array(r.length).fill(NaN),i=o.radec(t.center.
x,t.center.y)?.ra??0;for(let a=0;a<=n;a++)for(let l=0;l<=e;l++){let{x:c,y:h}=t.toImage(t.width*l/e,t.height*a/n),u=o.radec(
c,h);u&&(r[a*(e+1)+l]=i+(u.ra-i+540)%360-180,s[a*(e+1)+l]=u.dec)}return{nx:e,ny:n,ra:r,dec:s}}function No(o,t,e,n){let r=o.
filter(Number.isFinite);if(!r.length)return[];let s=r.reduce((c,h)=>Math.min(c,h)),i=r.reduce((c,h)=>Math.max(c,h)),a=t.
find(c=>(i-s)/c<=e)??t[t.length-1],l=[];for(let c=Math.ceil(s/a);c*a<=i;c++)l.push({level:c*a,label:n(c*a,a)});return l}
function Do(o,t,e,n,r,s){let{nx:i,ny:a}=t,l=[],c=(h,u,m,f)=>{let p=e[u*(i+1)+h]-n,y=e[(u+f)*(i+1)+h+m]-n;if(p<0==y<0||Math.
abs(p-y)>170)return null;let d=p/(p-y);return{x:(h+m*d)*r/i,y:(u+f*d)*s/a}};for(let h=0;h<a;h++)for(let u=0;u<i;u++){let m=[
c(u,h,1,0),c(u,h+1,1,0),c(u,h,0,1),c(u+1,h,0,1)].filter(f=>f!==null);if(!(m.length<2)){o.moveTo(m[0].x,m[0].y),o.lineTo(
m[1].x,m[1].y);for(let f of m){let{x:p,y}=f;(p<1||y<1||p>r-1||y>s-1)&&l.push(f)}}}return l}function Ho(o,t){let e=t*240,
n=Vt(o,e<1?Math.ceil(-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,5):n}function Uo(o,t){let e=t*3600,n=Ft(o,e<1?Math.ceil(
-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,6):n}var $o=4,Ko=16,tt=12,mt=34;function sn(o){let{painter:t,probe:e,session:n,store:r,root:s}=o,{viewport:i}=t,a=x("canvas",
{class:"iv-furniture",attrs:{"aria-hidden":"true"}}),l="",c=()=>{h.cancel();let{width:u,height:m}=i,f=rt(a,u,m,i.dpr);if(!f)
return;f.clearRect(0,0,u,m);let p=C(r);if(s.dataset.zoom=String(i.zoom),!p||u<60||m<60)return;l||=`12px ${getComputedStyle(
s).fontFamily}`,f.font=l,i.zoom>=Ko&&zo(f,i),r.get("show_grid")&&n.sky.known&&rn(f,n.sky,i),e.at&&Bo(f,i,e.at,e.pinned),
f.textBaseline="alphabetic",f.textAlign="left",ut(f,Xe(i.zoom),tt,tt+10);let y=m>150?Go(f,o):0;Wo(f,o,y)},h=R(c);return o.
onClose(t.onFrame(c)),o.onClose(e.onChange(h.ask)),o.onClose(h.cancel),o.watch(["show_grid","image_info","sky_grid"],h.ask),
a}function zo(o,t){let{width:e,height:n,dpr:r}=t,[s,i]=t.box.shape,[a,l]=t.box.start,c=t.toImage(0,n),h=t.toImage(e,0),[
u,m]=[Math.max(c.x,l-.5),Math.min(h.x,l+i-.5)],[f,p]=[Math.max(c.y,a-.5),Math.min(h.y,a+s-.5)],y=t.toScreen(u,p),d=t.toScreen(
m,f),b=v=>(Math.round(v*r)+.5)/r,g=new Path2D;for(let v=Math.ceil(u-.5)+.5;v<=m;v++){let w=b(t.toScreen(v,0).sx);g.moveTo(
w,y.sy),g.lineTo(w,d.sy)}for(let v=Math.ceil(f-.5)+.5;v<=p;v++){let w=b(t.toScreen(0,v).sy);g.moveTo(y.sx,w),g.lineTo(d.
sx,w)}o.lineWidth=1/r,o.strokeStyle="rgba(128, 128, 128, 0.4)",o.stroke(g)}function Bo(o,t,e,n){let[r,s]=[Math.round(e.x),
Math.round(e.y)],[i,a]=t.box.shape,[l,c]=t.box.start;if(r<c||s<l||r>=c+a||s>=l+i)return;let h=t.toScreen(r-.5,s+.5),u=t.
toScreen(r+.5,s-.5),m=new Path2D;if(t.zoom>=$o&&m.rect(h.sx,h.sy,u.sx-h.sx,u.sy-h.sy),n){let[p,y]=[(h.sx+u.sx)/2,(h.sy+u.
sy)/2],d=Math.max((u.sx-h.sx)/2,0)+4;for(let[b,g]of[[1,0],[-1,0],[0,1],[0,-1]])m.moveTo(p+b*d,y+g*d),m.lineTo(p+b*(d+12),
y+g*(d+12))}ht(o,m,1.25)}function Go(o,t){let{viewport:e}=t.painter,n=t.session.sky.compass(e.center.x,e.center.y);if(!n||
!Number.isFinite(n.north.x+n.east.x))return 0;let r=[n.north,n.east].map(({x:f,y:p})=>({x:f*mt,y:-p*mt})),s=r.map(({x:f,
y:p})=>({x:f*(1+11/mt),y:p*(1+11/mt)})),i=f=>[Math.min(0,...f),Math.max(0,...f)],[a,l]=i(s.flatMap(({x:f})=>[f-5,f+5])),
[,c]=i(s.flatMap(({y:f})=>[f-5,f+5])),h=tt-a,u=e.height-tt-c,m=new Path2D;for(let{x:f,y:p}of r){m.moveTo(h,u),m.lineTo(h+
f,u+p);let[y,d]=[f/mt,p/mt];for(let b of[1,-1])m.moveTo(h+f,u+p),m.lineTo(h+f-6*y+b*3.5*d,u+p-6*d-b*3.5*y)}return ht(o,m),
o.textAlign="center",o.textBaseline="middle",["N","E"].forEach((f,p)=>ut(o,f,h+s[p].x,u+s[p].y)),l-a+18}function Wo(o,t,e){
let{viewport:n}=t.painter,r=qo(t),s=en((r??1)/n.zoom,r!==null);if(!s)return;let i=tt+e,a=n.height-tt-1;if(i+s.length>n.width-
tt)return;let l=new Path2D;l.moveTo(i,a-4),l.lineTo(i,a+1),l.moveTo(i,a-1.5),l.lineTo(i+s.length,a-1.5),l.moveTo(i+s.length,
a-4),l.lineTo(i+s.length,a+1),ht(o,l),o.textAlign="center",o.textBaseline="alphabetic",ut(o,s.label,i+s.length/2,a-9)}function qo(o){
let{x:t,y:e}=o.painter.viewport.center,n=o.session.sky.radec(t-5,e),r=o.session.sky.radec(t+5,e);if(!n||!r)return null;let s=Math.
PI/180,i=(r.dec-n.dec)*s/2,a=(r.ra-n.ra)*s/2,l=Math.sin(i)**2+Math.cos(n.dec*s)*Math.cos(r.dec*s)*Math.sin(a)**2;return 2*
Math.asin(Math.sqrt(l))*3600/s/10}var we={visible:!1,color:"#ffffff",opacity:.5,outline:!1},an=new WeakMap;function U(o){let t=an.get(o);return t||(t=new ve(
o),an.set(o,t)),t}var ve=class{constructor(t){this.store=t;this.expressions=new Me(t)}store;before=null;hidden=null;hiddenExpressions=null;expressions;get infos(){
return this.store.get("mask_planes")}get listed(){return[...this.infos].sort((t,e)=>+(t.count===0)-+(e.count===0))}get shown(){
return this.infos.map(t=>t.name).filter(t=>this.state(t).visible)}state(t){let e=this.store.get("planes");return Object.
hasOwn(e,t)?e[t]??we:we}set(t,e){this.apply(new Map([[t,e]]))}show(t,e){this.before=null,this.apply(new Map([...t].map(n=>[
n,{visible:e}])))}toggle(t){this.show([t],!this.state(t).visible)}isSolo(t){let e=this.shown;return this.before!==null&&
e.length===1&&e[0]===t}solo(t){if(this.isSolo(t)){let n=this.before??new Set;this.before=null,this.only(n);return}this.before!==
null&&this.shown.length===1||(this.before=new Set(this.shown)),this.only(new Set([t]))}step(t){let e=this.listed.filter(
a=>a.count!==0).map(a=>a.name);if(!e.length)return;let n=e.findIndex(a=>this.isSolo(a)),r=e[n],s=t>0?0:e.length-1,i=e[r===
void 0?s:n+t];i!==void 0?this.solo(i):r!==void 0&&this.solo(r)}toggleAll(){let{shown:t,expressions:e}=this,n=e.all.filter(
({visible:r})=>r).map(({name:r})=>r);t.length||n.length?(this.hidden=new Set(t),this.hiddenExpressions=new Set(n),this.show(
t,!1),e.show(this.hiddenExpressions,!1)):(this.show(this.hidden??new Set(this.infos.map(r=>r.name)),!0),e.show(this.hiddenExpressions??
new Set(e.all.map(({name:r})=>r)),!0))}only(t){this.apply(new Map(this.infos.map(({name:e})=>[e,{visible:t.has(e)}])))}apply(t){
let e={...this.store.get("planes")};for(let[n,r]of t)Object.defineProperty(e,n,{value:{...this.state(n),...r},enumerable:!0,
configurable:!0,writable:!0});this.store.set("planes",e)}},Me=class{constructor(t){this.store=t}store;get all(){return this.
store.get("mask_expressions").filter(({removed:t})=>!t)}state(t){return this.all.find(e=>e.name===t)??we}set(t,e){this.apply(
new Set([t]),e)}show(t,e){this.apply(t,{visible:e})}apply(t,e){let n=this.store.get("mask_expressions").map(r=>t.has(r.name)?
{...r,...e}:r);this.store.set("mask_expressions",n)}};var jo=.12;function Yo(o,t){if(!t)return;let e={ArrowLeft:1,ArrowRight:-1}[t.key]??0,n={ArrowUp:1,ArrowDown:-1}[t.key]??
0;if(t.shiftKey&&o.probe.pinned){o.probe.nudge(-e,n);return}let{viewport:r}=o.painter,s=jo*Math.min(r.width,r.height)*(t.
shiftKey?5:1);r.panBy(e*s,n*s)}function ln(o,t){let{viewport:e}=o.painter;e.zoomAbout(t,e.width/2,e.height/2)}function ke(o,t,e){
let n=o.indexOf(t);return o[(n+(e?o.length-1:1))%o.length]}function vt(o,t){let e=o.store.get("cuts_table")[t];e&&(o.store.
set("cuts",e),o.store.set("cuts_mode",t))}function ft(o,t,e){!(e>t)||!Number.isFinite(t)||!Number.isFinite(e)||(o.store.
set("cuts",[t,e]),o.store.set("cuts_mode","explicit"))}var Mt=[{id:"zoom-in",label:"Zoom in",keys:["+","="],group:"View",
run:o=>ln(o,Math.SQRT2)},{id:"zoom-out",label:"Zoom out",keys:["-","_"],group:"View",run:o=>ln(o,Math.SQRT1_2)},{id:"pan",
label:"Pan; with Shift further",group:"View",keys:["ArrowLeft","ArrowUp","ArrowDown","ArrowRight"],run:Yo},{id:"home",label:"\
Back to the first view",keys:["h"],group:"View",icon:"home",run:o=>o.painter.viewport.home()},{id:"fit",label:"Fit the w\
hole image",keys:["f","0"],group:"View",text:"fit",run:o=>o.painter.viewport.fit()},{id:"one",label:"One image pixel a s\
creen pixel",keys:["1"],group:"View",text:"1:1",run:o=>o.painter.viewport.oneToOne()},{id:"grid",label:"Sky coordinate g\
rid",keys:["g"],group:"View",icon:"grid",run:({store:o})=>{o.get("image_info").has_sky&&o.set("show_grid",!o.get("show_g\
rid"))}},{id:"component",label:"Next of image, variance, S/N, …; with Shift the previous",keys:["v","V"],group:"Displa\
y",run:({store:o},t)=>{let e=ke(o.get("image_info").components??[],o.get("component"),t?.shiftKey??!1);e&&o.set("compone\
nt",e)}},{id:"stretch",label:"Next stretch; with Shift the previous",keys:["s","S"],group:"Display",run:({store:o},t)=>{
let e=ke(o.get("stretch_names"),o.get("stretch"),t?.shiftKey??!1);e&&o.set("stretch",e)}},{id:"cuts",label:"Next cuts; w\
ith Shift the previous",keys:["c","C"],group:"Display",run:(o,t)=>{let{store:e}=o,n=Object.keys(e.get("cuts_table")),r=ke(
n,e.get("cuts_mode"),t?.shiftKey??!1);r&&vt(o,r)}},{id:"invert",label:"Invert the map",keys:["i"],group:"Display",run:({
store:o})=>{B(o)||o.set("inverted",!o.get("inverted"))}},{id:"reset",label:"Reset contrast and bias",keys:["r"],group:"D\
isplay",run:({store:o})=>{o.set("contrast",1),o.set("bias",.5)}},{id:"masks",label:"Hide all planes; again shows them",keys:[
"m"],group:"Mask planes",run:({store:o})=>U(o).toggleAll()},{id:"previous-plane",label:"Previous plane alone",keys:["["],
group:"Mask planes",run:({store:o})=>U(o).step(-1)},{id:"next-plane",label:"Next plane alone",keys:["]"],group:"Mask pla\
nes",run:({store:o})=>U(o).step(1)},{id:"filter",label:"Find a plane by name",keys:["/"],group:"Mask planes",run:o=>{o.showPanel(
!0),o.root.querySelector(".iv-filter")?.focus()}},{id:"layers",label:"Hide all layers; again shows them",keys:["l"],group:"\
Layers",run:({session:o})=>o.layers.toggleAll()},{id:"pin",label:"Pin the reading; again lets go",keys:["x"],group:"Read\
ing",run:o=>o.probe.togglePin()},{id:"nudge",label:"Move the pinned reading by a pixel",keys:["Shift+Arrows"],group:"Rea\
ding",run:()=>{}},{id:"panel",label:"Side panel",keys:["p"],group:"Viewer",icon:"panel",run:o=>o.showPanel(!o.panelShown())},
{id:"help",label:"Keyboard and mouse",keys:["?"],group:"Viewer",icon:"help",run:o=>o.toggleHelp()}],Se=new Map;for(let o of Mt)
for(let t of o.keys)Se.set(t,o);function cn(o){return Se.get(o)??Se.get(o.toLowerCase())}function et(o){let t=Mt.find(e=>e.
id===o);if(!t)throw new Error(`no action ${o}`);return t}var Zo={ArrowLeft:"←",ArrowUp:"↑",ArrowDown:"↓",ArrowRight:"\
→","-":"−","Shift+Arrows":"Shift ←↑↓→"};function $(o){return Zo[o]??(o.length===1?o.toUpperCase():o)}function hn(o){
return`${o.label} (${$(o.keys[0]??"")})`}function un(o,t,e,n){let{width:r,height:s}=o.painter.viewport;o.store.set("bias",
z(t.bias+e/Math.max(r,1),0,1)),o.store.set("contrast",z(t.contrast*Math.exp(-3*n/Math.max(s,1)),.05,20))}var mn="http://www.w3.org/2000/svg",Xo={home:"M2.5 7.8 8 3l5.5 4.8M4 6.8V13h3V9.8h2V13h3V6.8",grid:"M8 2a6 6 0 1 0 0 12A\
6 6 0 0 0 8 2ZM2 8h12M8 2c-3.4 3.4-3.4 8.6 0 12M8 2c3.4 3.4 3.4 8.6 0 12",panel:"M2.5 3h11v10h-11ZM9.5 3v10M11.2 6h.8M11\
.2 8h.8",help:"M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",more:"M3.5 8h.01M8 8h.01M12.5 8h.01",caret:"\
m4.5 6.5 3.5 3.5 3.5-3.5",check:"m3.5 8.5 3 3 6-7",close:"m4 4 8 8M12 4l-8 8",eye:"M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 1\
2.2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",eyeOff:"M2 8.2c1.6 2.2 3.7 3.3 6 3.3s4.4-1.1 6-3\
.3M4.2 10.3l-1 1.6M8 11.5v1.9M11.8 10.3l1 1.6",warning:"M8 2.5 14.5 13.5h-13ZM8 6.5V10M8 11.9v.1"};function V(o){let t=document.
createElementNS(mn,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("class","iv-icon"),t.setAttribute("aria-h\
idden","true");let e=document.createElementNS(mn,"path");return e.setAttribute("d",Xo[o]),t.append(e),t}var Qo=[["wheel, pinch","Zoom about the pointer"],["drag","Pan"],["right or Shift drag","Contrast and bias"],["double cl\
ick","Centre there"],["Alt click on an eye","This plane alone"],["double click histogram","Cuts by zscale"]];function dn(o){
let t=x("button",{class:"iv-button iv-plain",title:"Close (Esc)",attrs:{type:"button","aria-label":"Close the help"},on:{
click:()=>s(!1)}},V("close")),e=[...new Set(Mt.map(i=>i.group))].map(i=>fn(i,Mt.filter(a=>a.group===i).map(a=>[Jo(a.keys),
a.label]))),n=fn("Mouse",Qo.map(([i,a])=>[[i],a])),r=x("div",{class:"iv-help",attrs:{role:"dialog","aria-label":"Keyboar\
d and mouse",hidden:!0},on:{keydown:i=>{i.key!=="Escape"&&i.key!=="?"||(i.preventDefault(),i.stopPropagation(),s(!1))},wheel:i=>i.
stopPropagation()}},x("div",{class:"iv-help-card"},x("div",{class:"iv-section-title"},x("b",{},"Keyboard and mouse"),x("\
span",{class:"iv-spring"}),t),x("div",{class:"iv-help-columns"},...e,n))),s=i=>{r.hidden=!i,(i?t:o.stage).focus()};return{
node:r,toggle:()=>s(r.hidden)}}function Jo(o){let t=o.filter(e=>e.startsWith("Arrow"));return t.length?[t.map($).join("")]:
o.filter(e=>e!=="="&&e!=="_"&&!/^[A-Z]$/.test(e)).map($)}function fn(o,t){return x("section",{},x("h3",{},o),x("dl",{},...t.
flatMap(([e,n])=>[x("dt",{},...e.map(r=>x("kbd",{},r))),x("dd",{},n)])))}var Wt=38,pn={low:.16,high:.22};function yn(o){let{store:t}=o,e=x("canvas",{attrs:{"aria-hidden":"true"}}),n=["low","hig\
h"].map(d=>c(d)),r=["red","green","blue"].map(d=>x("span",{class:"iv-here",attrs:{hidden:!0,"data-channel":d}})),s=x("sp\
an",{class:"iv-span",title:"Drag: both cuts"}),i=x("div",{class:"iv-histogram",title:"Drag the cuts; double click: zscal\
e",on:{dblclick:()=>vt(o,"zscale")}},e,s,...r,...n),a={from:0,to:1},l=!1;function c(d){return x("div",{class:"iv-handle",
title:`${d==="low"?"Low":"High"} cut: drag, or arrow keys`,attrs:{role:"slider",tabindex:0,"aria-label":`${d} cut`,"data\
-end":d},on:{pointerdown:b=>u(b,d),keydown:b=>{let g={ArrowLeft:-1,ArrowRight:1}[b.key];if(!g||b.ctrlKey||b.metaKey)return;
b.preventDefault();let v=g*(b.shiftKey?10:1)*(a.to-a.from)/200;h(t.get("cuts"),d==="low"?v:0,d==="high"?v:0)}}})}function h(d,b,g){
let v=(a.to-a.from)/500,[w,M]=[d[0]+b,d[1]+g];b&&!g?ft(o,Math.min(w,M-v),M):g&&!b?ft(o,w,Math.max(M,w+v)):ft(o,w,M)}function u(d,b){
if(d.button!==0)return;let g=d.currentTarget;l=!0;let v=[...t.get("cuts")],w=(a.to-a.from)/Math.max(e.clientWidth,1),M=0,
T=R(()=>{let k=M*w;M&&h(v,b==="high"?0:k,b==="low"?0:k)});Z(d,g,k=>{M=k,T.ask()},()=>{l=!1,f.ask()})}s.addEventListener(
"pointerdown",d=>u(d,"both"));let m=d=>z((d-a.from)/(a.to-a.from),0,1)*100,f=R(()=>{let d=i.clientWidth,{low:b,high:g,counts:v}=t.
get("histogram"),w=t.get("cuts");i.hidden=!v?.length,!(!d||b===void 0||g===void 0||!v?.length)&&(l||(a=er(a,w,b,g)),tr(e,
nr(v,b,g,a,Math.round(d/2)),d),n.forEach((M,T)=>{M.style.left=`${m(w[T])}%`,S(M,"aria-valuenow",String(w[T])),S(M,"aria-\
valuetext",Y(w[T])),S(M,"aria-valuemin",String(a.from)),S(M,"aria-valuemax",String(a.to))}),s.style.left=`${m(w[0])}%`,s.
style.right=`${100-m(w[1])}%`,p())}),p=()=>{let{reading:d}=o.probe,b=d?.inside?d.values:[];S(i,"data-color",b.length>1),
r.forEach((g,v)=>{g.hidden=!Number.isFinite(b[v]),g.hidden||(g.style.left=`${m(b[v])}%`)})};o.onClose(f.cancel),o.onClose(
o.probe.onChange(p)),o.watch(["histogram","cuts"],f.ask),o.root.addEventListener("iv-theme",f.ask,{signal:o.signal});let y=new ResizeObserver(
f.ask);return y.observe(i),o.onClose(()=>y.disconnect()),i}function tr(o,t,e){let n=rt(o,e,Wt);if(!n)return;n.clearRect(
0,0,e,Wt),n.fillStyle=getComputedStyle(o).color;let r=Math.log1p(Math.max(...t,1));t.forEach((s,i)=>{let a=Math.max((Wt-
2)*(Math.log1p(s)/r),1);s>0&&n.fillRect(2*i,Wt-a,1.6,a)})}function er(o,t,e,n){let r=o.to-o.from,[s,i]=[(t[0]-o.from)/r,
(t[1]-o.from)/r],a=Math.max(n,t[1])-Math.min(e,t[0]);if(s>=.02&&i<=.98&&i-s>.35&&r<=1.5*a)return o;let l=t[1]-t[0];return{
from:t[0]-pn.low*l,to:t[1]+pn.high*l}}function nr(o,t,e,n,r){let s=(e-t)/o.length,i=(n.to-n.from)/r,a=new Float64Array(o.
length+1);o.forEach((c,h)=>a[h+1]=a[h]+c);let l=c=>{let h=z((c-t)/s,0,o.length),u=Math.min(Math.floor(h),o.length-1);return a[u]+
(h-u)*o[u]};return Array.from({length:r},(c,h)=>{let u=n.from+h*i;return l(u+i)-l(u)})}function gn(o){let{root:t,signal:e}=o;t.addEventListener("focusin",n=>{n.target.setAttribute("data-lm-suppress-shortcuts",
"true")},{signal:e}),t.addEventListener("keydown",n=>{if(n.defaultPrevented||n.ctrlKey||n.metaKey||n.altKey||n.target.closest(
"input, .iv-popup"))return;if(n.key==="Escape"){o.probe.pinned&&o.probe.togglePin(),o.stage.focus();return}let s=cn(n.key);
s&&(n.preventDefault(),n.stopPropagation(),s.run(o,n))},{signal:e})}var or=["#ff4136","#ff851b","#ffdc00","#2ee65c","#39cccc","#5b8cff","#b06cff","#ff3df2","#ffa6c9","#8fd3ff","#c7b26b","#\
ffffff"];function Te(o,t,e,...n){let r=x("input",{class:"iv-picker",title:"Any colour",attrs:{type:"color",value:t,"aria\
-label":"Colour"},on:{input:()=>i(r.value)}}),s=x("input",{class:"iv-input",title:"Colour as #rrggbb",attrs:{type:"text",
value:t,"aria-label":"Colour as #rrggbb",spellcheck:"false",maxlength:7},on:{input:()=>{let l=/^#[0-9a-f]{6}$/i.test(s.value);
S(s,"aria-invalid",l?null:"true"),l&&i(s.value.toLowerCase())}}}),i=l=>{r.value=l,s.value.toLowerCase()!==l&&(s.value=l),
S(s,"aria-invalid",null),e(l)},a=x("div",{class:"iv-offered"},...or.map(l=>{let c=x("button",{title:l,attrs:{type:"butto\
n","aria-label":`Colour ${l}`},on:{click:()=>i(l)}});return c.style.background=l,c}));return x("div",{class:"iv-plane-fo\
rm"},x("div",{class:"iv-form-title"},o),a,x("div",{class:"iv-form-row"},r,s),...n)}function qt(o,t){let e=o.state(t),n=[
["fill",!1],["outline",!0]].map(([s,i])=>{let a=x("button",{class:"iv-button",attrs:{type:"button","aria-pressed":String(
e.outline===i)},on:{click:()=>{o.set(t,{outline:i});for(let l of n)S(l,"aria-pressed",String(l===a))}}},s);return a}),r=x(
"div",{class:"iv-group iv-choice"},...n);return Te(t,e.color,s=>o.set(t,{color:s}),r)}function dt(o,t,e,n,r=!1){let s=x("button",{class:"iv-eye",title:n?"Show or hide; with Alt this plane alone":"Show or hi\
de",attrs:{type:"button",role:"switch","aria-label":`Show ${o}`,"aria-description":t}},V("eye"),V("eyeOff")),i=x("button",
{class:"iv-swatch",title:n||r?"Colour, fill or outline":"Colour",attrs:{type:"button","aria-label":`Colour of ${o}`,"ari\
a-haspopup":"dialog"}},x("span",{})),a=n?[x("button",{class:"iv-solo",title:"This plane alone; again: as before (Alt-cli\
ck on the eye)",attrs:{type:"button",tabindex:-1,"aria-label":`Show ${o} alone`}},"solo")]:[],l=r?[x("button",{class:"iv\
-solo iv-remove",title:"Take this away (Delete)",attrs:{type:"button",tabindex:-1,"aria-label":`Remove ${o}`}},"remove")]:
[],c=x("span",{class:"iv-count"}),h=x("div",{class:"iv-opacity",attrs:{role:"slider","aria-label":`Opacity of ${o}`,"ari\
a-valuemin":0,"aria-valuemax":100}},x("span",{class:"iv-track"},x("span",{class:"iv-fill"})));return{node:x("div",{class:"\
iv-row",attrs:{role:"listitem",...e}},s,i,x("span",{class:"iv-name"},o),...a,...l,c,h),eye:s,swatch:i,count:c,bar:h,drawn:null}}
function pt(o,t){let{drawn:e}=o;if(e&&e.visible===t.visible&&e.color===t.color&&e.opacity===t.opacity&&e.hollow===t.hollow)
return;o.drawn=t,S(o.node,"data-shown",String(t.visible)),S(o.eye,"aria-checked",String(t.visible)),S(o.swatch,"data-out\
line",String(t.hollow)),o.node.style.setProperty("--iv-plane",t.color),o.node.style.setProperty("--iv-opacity",`${t.opacity*
100}%`);let n=Math.round(t.opacity*100);o.bar.title=`Opacity ${n} %: drag`,S(o.bar,"aria-valuenow",String(n))}function jt(o,{
name:t,description:e,count:n},r){A(o.count,n===null?"…":j(n)),S(o.node,"data-empty",String(n===0));let s=n&&r?` (${q(100*
n/r,2)} %)`:"",i=n===null?"":`${j(n)} pixels${s}`,a=[t,e,i].filter(Boolean).join(`
`);o.node.title!==a&&(o.node.title=a)}var Q=class{constructor(t,e,n){this.actions=n;this.node=x("div",{class:"iv-rows",attrs:{
role:"list","aria-label":e},on:{click:r=>this.#n(t,r),pointerdown:r=>this.#o(r),keydown:r=>this.#s(r)}})}actions;node;#t=null;reachable(){
let t=this.actions.listed(),e=this.#t&&t.includes(this.#t)?this.#t:t[0];for(let n of t){let r=n===e?"0":"-1";for(let s of[
n.eye,n.swatch,n.bar])S(s,"tabindex",r)}}focus(t,e="eye"){t&&(this.#t=t,this.reachable(),t[e].focus())}#e(t){let e=t.target.
closest(".iv-row");return this.actions.listed().find(n=>n.node===e)}#n(t,e){let n=this.#e(e);if(!n)return;let{actions:r}=this;
this.#t=n,this.reachable(),X(e,".iv-swatch")?t.popup.form(n.swatch,`Colour of ${r.name(n)}`,r.form(n)):X(e,".iv-remove")?
r.remove?.(n):X(e,".iv-solo")||X(e,".iv-eye, .iv-name")&&e.altKey?r.solo?.(n):X(e,".iv-eye, .iv-name")&&r.toggle(n)}#o(t){
let e=this.#e(t);if(!e||!X(t,".iv-opacity")||t.button!==0)return;this.focus(e,"bar");let n=e.bar.getBoundingClientRect(),
r=(t.clientX-n.left)/n.width,s=R(()=>this.actions.setOpacity(e,bn(r)));s.ask(),Z(t,e.bar,i=>{r=(t.clientX+i-n.left)/n.width,
s.ask()})}#s(t){let e=this.#e(t);if(!e||t.ctrlKey||t.metaKey)return;let{actions:n}=this,r=X(t,".iv-opacity")?"bar":X(t,"\
.iv-swatch")?"swatch":"eye",s=n.listed(),i=s.indexOf(e),a={ArrowRight:.05,ArrowLeft:-.05}[t.key];if(t.key==="ArrowDown")
this.focus(s[i+1],r);else if(t.key==="ArrowUp")i>0?this.focus(s[i-1],r):n.above?.();else if(r==="bar"&&a)n.setOpacity(e,
bn(n.opacity(e)+a));else if(t.key==="Delete"&&n.remove)this.focus(s[i+1]??s[i-1],r),n.remove(e);else if(r==="eye"&&t.altKey&&
(t.key==="Enter"||t.key===" "))n.solo?.(e);else return;t.preventDefault(),t.stopPropagation()}};function X(o,t){return o.
target.closest(t)!==null}function bn(o){return Math.round(z(o,0,1)*100)/100}function xn(o){let{layers:t}=o.session,e=new Map,n=[],r=x("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"po\
lite"}}),s=new Q(o,"Layers",{listed:()=>n,toggle:({layer:a})=>t.toggle(a.key),form:({layer:a})=>Te(a.name,a.color,l=>t.set(
a.key,{color:l})),name:({layer:a})=>a.name,opacity:({layer:a})=>a.opacity,setOpacity:({layer:a},l)=>t.set(a.key,{opacity:l})}),
i=x("section",{class:"iv-layers",attrs:{"aria-label":"Layers",hidden:!0}},x("div",{class:"iv-section-title"},x("b",{},"L\
ayers"),r),s.node);return o.watch(["layers"],()=>{let a=n;if(n=[...t.all].reverse().map(c=>{let h=e.get(c.key);return h||
e.set(c.key,h={...dt(c.name,"",{"data-layer":c.name},!1),layer:c}),h.layer=c,h}),n.length!==a.length||n.some((c,h)=>c!==
a[h])){s.node.replaceChildren(...n.map(c=>c.node)),s.reachable();for(let[c,h]of e)n.includes(h)||e.delete(c)}for(let c of n)
rr(c);let l=n.filter(({layer:c})=>c.visible).length;A(r,`${l} of ${n.length} shown`),i.hidden=n.length===0}),i}function rr(o){
let{name:t,kind:e,count:n,missing:r,color:s,opacity:i,visible:a}=o.layer;A(o.count,j(n)+(r?` (−${j(r)})`:"")),S(o.node,
"data-empty",String(n===0));let l=`${j(n)} ${e==="shapes"?"sources":"outlines"}`,c=r?`${j(r)} without a place on the ima\
ge`:"",h=o.layer.kind==="shapes"&&o.layer.symbol==="ellipse"?o.layer.dots:0,u=h?`${j(h)} without an ellipse, drawn as do\
ts`:"",m=[t,l,c,u].filter(Boolean).join(`
`);o.node.title!==m&&(o.node.title=m),S(o.swatch,"data-round",e==="shapes"),pt(o,{visible:a,color:s,opacity:i,hollow:!0})}function wn(o){let{store:t}=o,{expressions:e}=U(t),n=new Map,r=[],s=new Q(o,"Conditions on mask planes",{listed:()=>r,toggle:({
expression:a})=>e.set(a.name,{visible:!a.visible}),remove:({expression:a})=>e.set(a.name,{removed:!0}),form:({expression:a})=>qt(
e,a.name),name:({expression:a})=>a.name,opacity:({expression:a})=>a.opacity,setOpacity:({expression:a},l)=>e.set(a.name,
{opacity:l})}),i=x("div",{class:"iv-expressions",attrs:{hidden:!0}},s.node);return o.watch(["mask_expressions","image_in\
fo"],()=>{let a=r;if(r=e.all.map(l=>{let{name:c,expression:h}=l,u=`${c}\0${h}`,m=n.get(u);return m||n.set(u,m={...dt(c,h,
{"data-expression":c},!1,!0),expression:l}),m.expression=l,m}),r.length!==a.length||r.some((l,c)=>l!==a[c])){s.node.replaceChildren(
...r.map(l=>l.node)),s.reachable();for(let[l,c]of n)r.includes(c)||n.delete(l)}for(let l of r){let{name:c,expression:h,count:u,
visible:m,color:f,opacity:p,outline:y}=l.expression;jt(l,{name:c,description:h===c?"":h,count:u},Lt(t)),pt(l,{visible:m,
color:f,opacity:p,hollow:y})}i.hidden=r.length===0}),i}function vn(o){let{store:t}=o,e=U(t),n=new Map,r=[],s=x("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"poli\
te"}}),i=(d,b,g)=>x("button",{class:"iv-link",title:g,attrs:{type:"button"},on:{click:()=>e.show(u().map(v=>v.info.name),
b)}},d),a=x("input",{class:"iv-filter iv-input",title:"Show only planes with these letters in their names (/)",attrs:{type:"\
search",placeholder:"filter…","aria-label":"Filter the planes by name",spellcheck:"false"},on:{input:()=>m(),keydown:d=>{
d.key==="Escape"&&a.value?(d.stopPropagation(),a.value="",m()):d.key==="ArrowDown"&&(d.preventDefault(),l.focus(u()[0]))}}}),
l=new Q(o,"Mask planes",{listed:()=>u(),toggle:({info:d})=>e.toggle(d.name),solo:({info:d})=>e.solo(d.name),form:({info:d})=>qt(
e,d.name),name:({info:d})=>d.name,opacity:({info:d})=>e.state(d.name).opacity,setOpacity:({info:d},b)=>e.set(d.name,{opacity:b}),
above:()=>a.focus()}),c=x("p",{class:"iv-quiet",attrs:{hidden:!0}}),h=x("section",{class:"iv-legend",attrs:{"aria-label":"\
Mask planes"}},x("div",{class:"iv-section-title"},x("b",{},"Mask planes"),s,x("span",{class:"iv-spring"}),x("span",{class:"\
iv-muted"},i("all",!0,"Show all listed planes")," · ",i("none",!1,"Hide all listed planes"))),a,l.node,c,wn(o)),u=()=>r.
filter(d=>!d.node.hidden),m=()=>{let d=a.value.toLowerCase().split(/\s+/).filter(Boolean);for(let b of r){let g=b.info.name.
toLowerCase();b.node.hidden=!d.every(v=>g.includes(v))}c.hidden=u().length>0,A(c,r.length?"No plane has this in its name\
.":"This image has no mask."),l.reachable()},f=()=>{n.clear();for(let d of e.infos){let{name:b,description:g}=d;n.set(b,
{...dt(b,g,{"data-plane":b},!0),info:d})}},p="",y=()=>{let d=e.infos.map(w=>w.name+"\0"+w.description).join("");d!==p&&
(p=d,f());let b=r;r=e.listed.flatMap(w=>{let M=n.get(w.name);return M&&(M.info=w),M?[M]:[]}),(r.length!==b.length||r.some(
(w,M)=>w!==b[M]))&&(l.node.replaceChildren(...r.map(w=>w.node)),m());let g=0;for(let w of r){let M=e.state(w.info.name);
M.visible&&(g+=1),jt(w,w.info,Lt(t)),pt(w,{...M,hollow:M.outline})}let v=r.length<100?" shown":"";A(s,r.length?`${g} of ${r.
length}${v}`:""),a.hidden=r.length===0};return o.watch(["mask_planes","planes","image_info"],y),m(),h}var Mn={width:150,height:110},sr=250;function kn(o){let{painter:t,store:e}=o,{viewport:n}=t,r=x("canvas",{attrs:{"aria-h\
idden":"true"}}),s=x("span",{class:"iv-visible"}),i=x("div",{class:"iv-navigator",title:"The whole image: drag to move",
attrs:{role:"img","aria-label":"The whole image, with a box about the part that is shown",hidden:!0},on:{pointerdown:y=>{
y.button===0&&(y.stopPropagation(),a(y),Z(y,i,(d,b,g)=>a(g)))},dblclick:y=>y.stopPropagation()}},r,s),a=y=>{let d=C(e);if(!d)
return;let b=r.getBoundingClientRect(),[g,v]=d.shape,[w,M]=d.start;n.centerOn(M-.5+v*(y.clientX-b.left)/b.width,w-.5+g*(b.
bottom-y.clientY)/b.height)},l=R(()=>{let y=C(e),d=n.toImage(0,n.height),b=n.toImage(n.width,0);if(!y){i.hidden=!0;return}
let[g,v]=y.shape,[w,M]=y.start,[T,k]=[(d.x-M+.5)/v,(b.x-M+.5)/v],[E,P]=[(d.y-w+.5)/g,(b.y-w+.5)/g],H=n.width>=330&&n.height>=
230,N=T<=.001&&E<=.001&&k>=.999&&P>=.999;if(i.hidden=N||!H,i.hidden)return;let F=L=>`${Math.min(Math.max(L,0),1)*100}%`;
Object.assign(s.style,{left:F(T),right:F(1-k),bottom:F(E),top:F(1-P)}),c&&u()}),c=!0,h=0,u=()=>{h||(h=window.setTimeout(
()=>{h=0,!i.hidden&&c&&f()},m?sr:0))},m=!1,f=()=>{let{dpr:y}=n,d=t.thumbnail(Mn.width*y,Mn.height*y);d&&(c=!1,m=!0,r.width=
d.width,r.height=d.height,r.style.width=`${d.width/y}px`,r.getContext("2d")?.drawImage(d,0,0))},p=()=>{c=!0,l.ask()};return o.
onClose(n.onChange(l.ask)),o.onClose(o.session.style.onChange(p)),o.onClose(t.onFrame(()=>{!m&&!i.hidden&&u(),l.ask()})),
o.watch(["image_info"],()=>{m=!1,p()}),o.onClose(()=>{l.cancel(),clearTimeout(h)}),i}var ir=300;function Sn(o){let{store:t}=o,e=x("span",{class:"iv-busy"}),n=x("div",{class:"iv-progress",attrs:{role:"progr\
essbar","aria-label":"Waiting for the kernel",hidden:!0}},x("i",{}),e),r=0,s=()=>{let i=!!t.local.get("waiting")||t.get(
"busy")!=="",a=!!t.local.get("stalled");A(e,t.get("busy")||(a?"The kernel does not answer. It may be busy: wait, or inte\
rrupt its cell; if it has stopped, restart it and run this cell again.":"")),!i&&!a?(clearTimeout(r),r=0,n.hidden=!0):r||=
window.setTimeout(()=>n.hidden=!1,ir)};o.watch(["busy"],s);for(let i of["waiting","stalled"])o.onClose(t.local.on(i,s));
return o.onClose(()=>clearTimeout(r)),n}function Tn(o){let{store:t}=o,e=x("span",{class:"iv-error-text"}),n=x("button",{
class:"iv-button iv-plain",title:"Dismiss",attrs:{type:"button","aria-label":"Dismiss"},on:{click:()=>{t.set("error",""),
t.local.set("error","")}}},V("close")),r=x("div",{class:"iv-error",attrs:{role:"alert",hidden:!0}},V("warning"),e,n),s=()=>{
let i=t.get("error")||t.local.get("error")||"";A(e,i),r.hidden=i===""};return o.watch(["error"],s),o.onClose(t.local.on(
"error",s)),r}function En(o){let t=x("div",{class:"iv-nothing",attrs:{hidden:!0}},x("span",{},"No image yet."),x("code",
{},"viewer.load_image(image)"),x("span",{},"shows one."));return o.watch(["image_info"],()=>t.hidden=C(o.store)!==null),
t}var An=128;function Cn(o){let{left:t,bottom:e}=o.device();return{col0:Math.floor(-t/256),col1:Math.ceil((o.width*o.dpr-t)/
256),row0:Math.floor((e-o.height*o.dpr)/256),row1:Math.ceil(e/256)}}function ar({col0:o,col1:t,row0:e,row1:n}){let r=[];
for(let i=e;i<n;i++)for(let a=o;a<t;a++)r.push([a,i]);let s=([i,a])=>Math.hypot(i+.5-(o+t)/2,a+.5-(e+n)/2);return r.sort(
(i,a)=>s(i)-s(a))}var Ee=class{constructor(t,e,n,r){this.id=t;this.col=e;this.row=n;this.owner=r}id;col;row;owner;bytes=0;ink=null;picture=null;colors=null;left=null;get done(){
return this.left?.length===0}pinned(){return this.owner.inView(this)}evict(){this.owner.drop(this)}};function Ln(o,{codes:t},e){
let{width:n}=o,r=o.kind==="shapes"?[o.symbol,o.size,o.unit,o.scale]:[];return r.push(t.colors?.key??0,t.sizes?.key??0),[
e.zoom,e.dpr,n,...r].join(" ")}var Yt=class{constructor(t,e,n,r){this.signature=t;this.placed=e;this.#e=n,this.#n={...e.
codes},this.#s=r.zoom*r.dpr,this.#r=r.dpr;let[s,i]=r.box.start;this.#o=[e.origin[0]-i+.5,e.origin[1]-s+.5]}signature;placed;cost=0;#t=new Map;#e;#n;#o;#s;#r;#a={
col0:0,col1:0,row0:0,row1:0};#l=new Uint32Array(0);#i="";inView({col:t,row:e}){let{col0:n,col1:r,row0:s,row1:i}=this.#a;
return t>=n&&t<r&&e>=s&&e<i}drop(t){this.#t.delete(t.id)}dispose(){for(let t of this.#t.values())O.drop(t);this.#t.clear()}fill(t,e){
this.#a=t;let n=performance.now(),r=!0,s=0;for(let[i,a]of ar(t)){let l=this.#c(i,a);if(!l.done){if(r=s===0||performance.
now()<e,r&&=this.#h(l,e),!r)break;s++}}return this.cost+=performance.now()-n,r}paint(t,e,n){this.#m(n);let{left:r,bottom:s,
scale:i}=e.device(),a=i/this.#s,l=256*a;t.globalAlpha=n.opacity,t.imageSmoothingEnabled=a!==1;for(let c of this.#t.values()){
if(!c.ink||!c.done)continue;let h=Math.round(r+c.col*l),u=Math.round(r+(c.col+1)*l),m=Math.round(s-(c.row+1)*l),f=Math.round(
s-c.row*l);u<=0||f<=0||h>=t.canvas.width||m>=t.canvas.height||(O.touch(c),t.drawImage(this.#u(c,c.ink),h,m,u-h,f-m))}}#c(t,e){
let n=`${t} ${e}`,r=this.#t.get(n);return r||this.#t.set(n,r=new Ee(n,t,e,this)),r}#h(t,e){let{geometry:n}=this.placed,[
r,s]=this.#o,i=this.#s;if(!t.left){let[c,h]=[t.col*256/i-r,t.row*256/i-s],u={x0:c,y0:h,x1:c+256/i,y1:h+256/i};t.left=n.near(
u,this.#e,i,this.#r,this.#n)}t.left.length&&(t.ink??=new Et(J(this.#e.width,this.#r)));let{ink:a}=t,l={left:r*i-t.col*256,
top:(t.row+1)*256-s*i,scale:i,dpr:this.#r};for(;a&&t.left.length&&(n.draw(a,t.left.subarray(0,An),l,this.#e,this.#n),t.left=
t.left.subarray(An),!(performance.now()>e)););return t.left.length?!1:(t.left=new Uint32Array(0),a?.empty&&(t.ink=null),
O.keep(t,t.ink?6*256*256:64),!0)}#m({color:t,width:e}){this.#i!==t&&(this.#i=t,this.#l=De(this.#n.colors?.table??Ut(t),e,
this.#r))}#u(t,e){if(t.picture&&t.colors===this.#l)return t.picture;let n=new Uint32Array(256*256);for(let r=0;r<n.length;r++)
n[r]=this.#l[e.marks[r]];return t.picture??=new OffscreenCanvas(256,256),t.picture.getContext("2d")?.putImageData(new ImageData(
new Uint8ClampedArray(n.buffer),256,256),0,0),t.colors=this.#l,t.picture}};var lr=2,Ae=14,In=50;function Pn(o){let{painter:t,session:e}=o,{viewport:n}=t,{layers:r}=e,s=x("canvas",{class:"iv-overl\
ay",attrs:{"aria-hidden":"true",hidden:!0}}),i=s.getContext("2d"),a=new Map,l=0,c=0,h="",u=-1/0,m=()=>{l||=requestAnimationFrame(
()=>{l=0,p()})},f=(b,g,v,w)=>{let M=r.all.find(P=>P.key===b),T=r.placed(b);if(!M||!T)return!0;let k=a.get(b);k||a.set(b,
k={front:null,next:null,cost:0});let E=Ln(M,T,n);return k.front?.signature===E?(k.next?.dispose(),k.next=null,k.front.fill(
g,v)):(k.next?.signature!==E&&(k.next?.dispose(),k.next=new Yt(E,T,M,n)),w&&k.front&&k.cost>Ae/2||!k.next.fill(g,v)?!1:(k.
front?.dispose(),k.cost=k.next.cost,k.front=k.next,k.next=null,!0))},p=()=>{let b=r.all.filter(({key:L,visible:K})=>K&&r.
placed(L));if(s.hidden=b.length===0,s.hidden||!i){let L=r.all.some(({visible:K,count:St})=>K&&St);return S(s,"data-sharp",
String(!L))}let g=performance.now();n.zoom!==c&&([c,u]=[n.zoom,g]);let v=g-u<In,{left:w,bottom:M}=n.device(),T=h!==`${w}\
 ${M} ${c}`;h=`${w} ${M} ${c}`;let k=O.timeLeft(Number(document.timeline.currentTime)),E=g+(T?Math.max(k,lr):Ae),P=Cn(n),
H=!0;for(let{key:L}of b)H=f(L,P,E,v)&&H;let{width:N,height:F}=t.canvas;s.width!==N||s.height!==F?(s.width=N,s.height=F,s.
style.width=t.canvas.style.width,s.style.height=t.canvas.style.height):i.clearRect(0,0,N,F);for(let L of b)a.get(L.key)?.
front?.paint(i,n,L);O.spend(performance.now()-g),S(s,"data-sharp",String(H)),H?d(P):m()},y=0,d=({col0:b,col1:g,row0:v,row1:w})=>{
clearTimeout(y);let M={col0:b-1,col1:g+1,row0:v-1,row1:w+1};y=setTimeout(()=>{let T=performance.now()+Ae/2,k=!0;for(let{
front:E}of a.values())k=(E?.fill(M,T)??!0)&&k;k||d({col0:b,col1:g,row0:v,row1:w})},In)};return o.onClose(t.onFrame(p)),o.
onClose(r.onChange(()=>{let b=new Set(r.all.map(({key:g})=>g));for(let[g,{front:v,next:w}]of a)b.has(g)||(v?.dispose(),w?.
dispose(),a.delete(g));S(s,"data-sharp","false"),m()})),o.onClose(()=>{cancelAnimationFrame(l),clearTimeout(y);for(let{front:b,
next:g}of a.values())b?.dispose(),g?.dispose()}),s}function On({zoom:o,dpr:t},e){let n=Math.floor(Math.log2(1/(o*t))+1e-9);return Math.min(Math.max(n,0),e-1)}function Ce(o,t,e,n,r){
let{left:s,bottom:i,scale:a}=o.device();return{x0:Math.round(s+t*a),x1:Math.round(s+(t+n)*a),y0:Math.round(i-(e+r)*a),y1:Math.
round(i-e*a)}}function Rn(o,t,e){let{left:n,bottom:r,scale:s}=o.device(),i=o.width*o.dpr,a=o.height*o.dpr,l=t.tile*2**e,
c=l*s,[h,u]=t.shape,m=Math.max(0,Math.floor(-n/c)),f=Math.min(Math.ceil(u/l),Math.ceil((i-n)/c))-1,p=Math.max(0,Math.floor(
(r-a)/c)),y=Math.min(Math.ceil(h/l),Math.ceil(r/c))-1,d=(i/2-n)/c-.5,b=(r-a/2)/c-.5,g=[];for(let v=p;v<=y;v++)for(let w=m;w<=
f;w++)g.push({key:[e,v,w],distance:Math.hypot(w-d,v-b)});return g.sort((v,w)=>v.distance-w.distance).map(({key:v})=>v)}function Vn(o,t,e,n){let r=[];for(let s of o){if(s>=0){let l=new Uint8Array(n),c=t.indexOf(s>>3);if(c>=0)for(let h=0,u=c;h<
n;h++,u+=t.length)l[h]=e[u]>>(s&7)&1;r.push(l);continue}let i=r.pop();if(s===-1){for(let l=0;l<n;l++)i[l]^=1;r.push(i);continue}
let a=r[r.length-1];if(s===-2)for(let l=0;l<n;l++)a[l]&=i[l];else for(let l=0;l<n;l++)a[l]|=i[l]}return r.pop()}function cr({
width:o,height:t}){let e=new Uint8Array(0);return{index:new Uint8Array(o*t),count:1,bytes:[],own:new Uint8Array(1),edge:e,
apron:e}}function Fn(o,t){let{bytes:e,own:n,count:r,index:s,apron:i}=o.pairs??cr(o),a=Array.from({length:r},(u,m)=>m),l=t.
map(({postfix:u})=>Vn(u,e,n,r)),c=l.map((u,m)=>t[m].outline?new Array(r).fill(0):[...u]);if(!o.pairs||!t.some(({outline:u})=>u))
return{index:s,parent:a,painted:c};let h=new Uint32Array(s);return t.forEach(({postfix:u,outline:m},f)=>{if(!m)return;let p=Vn(
u,e,i,2*(o.width+o.height)),y=new Map;hr(o,s,l[f],p,d=>{let b=h[d],g=y.get(b);g===void 0&&(g=a.push(a[b])-1,c.forEach((v,w)=>v.
push(w===f?1:v[b])),y.set(b,g)),h[d]=g})}),{index:h,parent:a,painted:c}}function hr({width:o,height:t},e,n,r,s){let[i,a,
l]=[o,2*o,2*o+t];for(let c=0,h=0;c<t;c++)for(let u=0;u<o;u++,h++){if(!n[e[h]])continue;let m=c>0?n[e[h-o]]:r[u],f=c<t-1?
n[e[h+o]]:r[i+u],p=u>0?n[e[h-1]]:r[a+c],y=u<o-1?n[e[h+1]]:r[l+c];m&f&p&y||s(h)}}function _n(o){let t=()=>new Float64Array(o);return{k:t(),r:t(),g:t(),b:t(),painted:new Uint8Array(o)}}function ur({codes:o,
channels:t,width:e,height:n},r,s){let i=e*n;if(t===1){for(let a=0;a<i;a++)s[a]=r[o[a]];return}for(let a=0;a<i;a++){let l=r[o[i+
a]]&65280;s[a]=(r[o[a]]&255|l|r[o[2*i+a]]&16711680|4278190080)>>>0}}var Zt=class{#t=_n(256);signature(t,e){let{pairs:n}=t,
r=String(e.shadingVersion);if(n){let s=new Uint8Array(n.bytes.length);for(let i=0;i<n.own.length;i++)s[i%s.length]|=n.own[i];
for(let i of e.planes){let a=n.bytes.indexOf(i.byte);a>=0&&s[a]>>i.bit&1&&(r+="|"+i.key)}}for(let s of e.expressions)r+=
"|"+s.key;return r}composite(t,e,n){let r=t.width*t.height;ur(t,e.lut(t.codec),n);let s=e.expressions.length?Fn(t,e.expressions):
null;if(!this.#e(t,s,e))return;let i=s?.index??t.pairs.index,{k:a,r:l,g:c,b:h,painted:u}=this.#t;for(let m=0;m<r;m++){let f=i[m];
if(u[f]===0)continue;let p=n[m],y=a[f];n[m]=((p&255)*y+l[f]+.5|(p>>>8&255)*y+c[f]+.5<<8|(p>>>16&255)*y+h[f]+.5<<16|4278190080)>>>
0}}#e({pairs:t},e,n){let r=e?.parent.length??t?.count??0;this.#t.k.length<r&&(this.#t=_n(r));let{k:s,r:i,g:a,b:l,painted:c}=this.#t;
s.fill(1,0,r);for(let m of[i,a,l,c])m.fill(0,0,r);let h=!1,u=(m,f)=>{let{opacity:p}=f,y=1-p;s[m]*=y,i[m]=i[m]*y+f.r*p,a[m]=
a[m]*y+f.g*p,l[m]=l[m]*y+f.b*p,c[m]=1,h=!0};for(let m of n.planes){let f=t?t.bytes.indexOf(m.byte):-1;if(!t||f<0)continue;
let p=m.outline?t.edge:t.own;for(let y=0,d=f;y<t.count;y++,d+=t.bytes.length)p[d]>>m.bit&1&&u(y,m)}if(!e)return h;for(let m=t?.
count??1;m<r;m++)for(let f of[s,i,a,l,c])f[m]=f[e.parent[m]];return n.expressions.forEach((m,f)=>{let p=e.painted[f];for(let y=0;y<
r;y++)p[y]&&u(y,m)}),h}};var Le=new Zt,Xt=new Uint32Array(65536);function Ie(o,t){return o.picture?o.styleVersion===t.version?!0:o.signature!==Le.
signature(o.tile,t)?!1:(o.styleVersion=t.version,!0):!1}function Qt(o,t){if(Ie(o,t))return;let{tile:e}=o,{width:n,height:r}=e;
Xt.length<n*r&&(Xt=new Uint32Array(n*r)),Le.composite(e,t,Xt),o.picture||(o.picture=new OffscreenCanvas(n,r),O.keep(o,o.
size));let s=new Uint8ClampedArray(Xt.buffer,0,4*n*r);o.picture.getContext("2d",{alpha:!1})?.putImageData(new ImageData(
s,n,r),0,0),o.styleVersion=t.version,o.signature=Le.signature(e,t)}var mr=4,fr=4096;function Nn(o,t,e){let{codec:n}=o,{low:r,high:s,thresholds:i}=t,a=s-r;if(n.exact||!(a>0))return!1;if(!Number.
isFinite(n.stepAt(r)+n.stepAt(s)))return!0;let l=pr(o.codes);if(!l)return!1;let c=Math.max(n.value(l[0]),r),h=Math.min(n.
value(l[1]),s);if(c>h)return!1;let u=y=>y===0?0:y===_?1:i[y-1],f=o.level===0&&/int/.test(e.dtype)?1:dr(Math.min(Math.abs(
c),Math.abs(h))),p=a;for(let y=0;y<_;y++){let[d,b]=[u(y)*a,u(y+1)*a];b>d&&r+b>=c&&r+d<=h&&(p=Math.min(p,b-d))}return Math.
max(n.stepAt(c),n.stepAt(h))>mr*Math.max(p,f)}function dr(o){return o>0?2**(Math.floor(Math.log2(o))-23):0}function pr(o){
let t=Math.max(1,Math.floor(o.length/fr)),e=new Uint16Array(Math.ceil(o.length/t)),n=0;for(let s=0;s<o.length;s+=t)o[s]>=
2&&o[s]<=65534&&(e[n++]=o[s]);if(!n)return null;let r=e.subarray(0,n).sort();return[r[Math.floor(.005*(n-1))],r[Math.ceil(
.995*(n-1))]]}function Jt(o,t,e){return Math.min(Math.max(o,t),e)}var te=class{center={x:0,y:0};zoom=1;width=1;height=1;dpr=1;fitted=!0;#t={
shape:[1,1],start:[0,0]};#e=null;#n=new Set;get box(){return this.#t}get fov(){return Math.min(this.width,this.height)/this.
zoom}get fitZoom(){let[t,e]=this.#t.shape;return Math.min(this.width/Math.max(e,1),this.height/Math.max(t,1))}get minZoom(){
return Math.min(this.fitZoom/4,1)}get maxZoom(){return Math.max(this.fitZoom,64)}setImage(t,e){this.#t=t,this.#e=e,this.
show(e)}resize(t,e,n){let{center:r,fov:s,fitted:i}=this;this.width=Math.max(t,1),this.height=Math.max(e,1),this.dpr=n,this.
show(i?null:{center:r,fov:s})}show(t){if(!t)return this.fit();this.#o(Math.min(this.width,this.height)/t.fov,t.center.x,
t.center.y)}fit(){let[t,e]=this.#t.shape,[n,r]=this.#t.start;this.#o(this.fitZoom,r+(e-1)/2,n+(t-1)/2,!0)}oneToOne(){this.#o(
Math.max(1,Math.round(this.dpr))/this.dpr,this.center.x,this.center.y)}home(){this.show(this.#e)}zoomAbout(t,e,n){let r=Jt(
this.zoom*t,this.minZoom,this.maxZoom),s=e-this.width/2,i=n-this.height/2,a=1/this.zoom-1/r;this.#o(r,this.center.x+s*a,
this.center.y-i*a)}panBy(t,e){this.#o(this.zoom,this.center.x-t/this.zoom,this.center.y+e/this.zoom)}centerOn(t,e){this.#o(
this.zoom,t,e)}toScreen(t,e){let[n,r]=this.#t.start,{left:s,bottom:i,scale:a}=this.device();return{sx:(s+(t-(r-.5))*a)/this.
dpr,sy:(i-(e-(n-.5))*a)/this.dpr}}toImage(t,e){let[n,r]=this.#t.start,{left:s,bottom:i,scale:a}=this.device();return{x:(t*
this.dpr-s)/a+(r-.5),y:(i-e*this.dpr)/a+(n-.5)}}device(){let[t,e]=this.#t.start,n=this.zoom*this.dpr;return{left:Math.round(
this.width*this.dpr/2+(e-.5-this.center.x)*n),bottom:Math.round(this.height*this.dpr/2-(t-.5-this.center.y)*n),scale:n}}onChange(t){
return this.#n.add(t),()=>this.#n.delete(t)}#o(t,e,n,r=!1){let[s,i]=this.#t.shape,[a,l]=this.#t.start,c=Jt(e,l-.5,l+i-.5),
h=Jt(n,a-.5,a+s-.5),u=r?t:Jt(t,this.minZoom,this.maxZoom);if(!(u===this.zoom&&c===this.center.x&&h===this.center.y&&r===
this.fitted)){this.zoom=u,this.center={x:c,y:h},this.fitted=r;for(let m of[...this.#n])m()}}};var yr=300,kt=512,gr="200px",Pe=class{count=0;start=new Float64Array(kt);work=new Float64Array(kt);get last(){return this.
count?this.start[(this.count-1)%kt]:0}add(t,e){this.start[this.count%kt]=t,this.work[this.count%kt]=e,this.count++}},ee=class{canvas=document.
createElement("canvas");viewport=new te;frames=new Pe;#t;#e;#n=new Set;#o=[];#s;#r=0;#a=0;#l=!0;#i=!1;#c=null;#h=[];#m="";#u=!1;constructor(t,e){
this.#t=t;let n=this.canvas.getContext("2d",{alpha:!1});if(!n)throw new Error("this browser gives no 2-D canvas");this.#e=
n,this.canvas.className="imgview-canvas",Object.assign(this.canvas,{imgview:{session:t,painter:this}}),e.append(this.canvas),
this.#o.push(t.tiles.onChange(()=>this.#d()),t.style.onChange(()=>this.invalidate()),t.store.on("viewport",()=>this.#v()),
this.viewport.onChange(()=>this.#M())),this.#s=new IntersectionObserver(r=>this.#y(r[r.length-1].isIntersecting),{rootMargin:gr}),
this.#s.observe(e),this.#f()}resize(t,e,n){if(!(t>0&&e>0))return;let r=Math.max(1,Math.round(t*n)),s=Math.max(1,Math.round(
e*n));r!==this.canvas.width&&(this.canvas.width=r),s!==this.canvas.height&&(this.canvas.height=s),this.canvas.style.width=
`${r/n}px`,this.canvas.style.height=`${s/n}px`,this.#u=!0,this.viewport.resize(r/n,s/n,n),this.#u=!1,this.#t.store.set("\
canvas_size",[Math.round(t),Math.round(e)]),this.#b(performance.now())}invalidate(){this.#g(!1),!(this.#r||!this.#l)&&(this.#r=
requestAnimationFrame(t=>{this.#r=0,this.#b(t)}))}onFrame(t){return this.#n.add(t),()=>this.#n.delete(t)}complete(){return this.#i}thumbnail(t,e){
let n=this.#t.tiles.get(this.#t.tiles.overview),r=this.#t.tiles.info;if(!n||!r)return null;Qt(n,this.#t.style);let[s,i]=r.
shape,a=Math.min(t/i,e/s),l=document.createElement("canvas");l.width=Math.max(1,Math.round(i*a)),l.height=Math.max(1,Math.
round(s*a));let c=l.getContext("2d",{alpha:!1});if(!c||!n.picture)return null;let h=2**n.tile.level*a,u=n.tile.height*h;
return c.drawImage(n.picture,0,l.height-u,n.tile.width*h,u),l}dispose(){cancelAnimationFrame(this.#r),clearTimeout(this.#a),
this.#s.disconnect();for(let t of this.#o)t();this.#n.clear(),this.#t.tiles.forget(this),this.canvas.remove(),this.canvas.
width=this.canvas.height=0}#f(){let t=this.#t.tiles.info,e=t?.id??null;e!==this.#c&&(this.#c=e,this.#h=[],t&&(this.#u=!0,
this.viewport.setImage(t,this.#p()),this.#u=!1))}#p(){let t=this.#t.store.get("viewport");return t&&{center:{x:t.center[0],
y:t.center[1]},fov:t.fov}}#d(){if(this.#f(),this.#m="",this.invalidate(),!!this.#l)for(let t of this.#h){let e=this.#t.tiles.
get(t);e&&!e.picture&&Qt(e,this.#t.style)}}#v(){this.#f(),this.#u=!0,this.viewport.show(this.#p()),this.#u=!1,this.invalidate()}#M(){
if(this.invalidate(),this.#u||this.#c===null)return;let{center:t,fov:e,fitted:n}=this.viewport;this.#t.store.set("viewpo\
rt",n?null:{center:[t.x,t.y],fov:e})}#y(t){if(t!==this.#l){if(this.#l=t,t)return this.invalidate();cancelAnimationFrame(
this.#r),clearTimeout(this.#a),this.#r=0,this.#m="",this.#t.tiles.forget(this)}}#g(t){this.#i=t,this.canvas.dataset.complete=
String(t)}#k(t,e){let{tiles:n}=this.#t,r=new Map;for(let[s,i,a]of t){for(let l=1;s+l<e;l++){let c=n.get([s+l,i>>l,a>>l]);
if(c){r.set(c.id,c);break}}for(let l=1;l<=2&&l<=s;l++){let c=1<<l;for(let h=0;h<c*c;h++){let u=n.get([s-l,i*c+Math.floor(
h/c),a*c+h%c]);u&&r.set(u.id,u)}}}return[...r.values()].sort((s,i)=>i.tile.level-s.tile.level)}#b(t){if(!this.#l)return;
let e=performance.now(),{tiles:n}=this.#t,{info:r}=n,s=this.#e;s.fillStyle="#000",s.fillRect(0,0,this.canvas.width,this.
canvas.height);let i=!0;if(r){let a=On(this.viewport,r.levels),l=Rn(this.viewport,r,a);this.#E(l);let c=l.map(f=>n.get(f)),
h=c.filter(f=>f!==void 0),u=this.#k(l.filter((f,p)=>!c[p]),r.levels),m=this.#T([...h,...u],t);this.#x(u,h,r.shape),i=!m&&
h.length===l.length,this.canvas.dataset.level=String(a),this.canvas.dataset.tiles=String(h.length),m&&this.invalidate()}
this.#g(i),clearTimeout(this.#a),i&&(this.#a=setTimeout(()=>this.#w(),yr)),this.frames.add(e,performance.now()-e);for(let a of[
...this.#n])a()}#E(t){let e=t.join(" ");e!==this.#m&&(this.#m=e,this.#h=t,this.#t.tiles.want(this,t))}#x(t,e,[n,r]){let s=this.#e,
i=Ce(this.viewport,0,0,r,n);s.save(),s.beginPath(),s.rect(i.x0,i.y0,i.x1-i.x0,i.y1-i.y0),s.clip();for(let a of t)this.#S(
a,!0);for(let a of e)this.#S(a,!1);s.restore()}#S({tile:t,picture:e},n){let r=this.#t.tiles.info;if(!e||!r)return;let s=2**
t.level,i=r.tile*s,{x0:a,y0:l,x1:c,y1:h}=Ce(this.viewport,t.col*i,t.row*i,t.width*s,t.height*s);this.#e.imageSmoothingEnabled=
n||c-a<t.width,this.#e.drawImage(e,a,l,c-a,h-l)}#T(t,e){let n=!1,r=0;for(let s of t){if(Ie(s,this.#t.style))continue;if(s.
picture&&r&&O.timeLeft(e)<=0){n=!0;continue}let i=performance.now();Qt(s,this.#t.style),O.spend(performance.now()-i),r++}
return n}#w(){let{tiles:t,style:e}=this.#t;if(!this.#i||!t.info)return;let n=[];for(let r of this.#h){let s=t.get(r);!s||
s.refined===e.shadingVersion||(Nn(s.tile,e.shading,t.info)?n.push(s):s.refined=e.shadingVersion)}t.refine(n,e.shadingVersion)}};var br=Math.log(1.25)/100,xr=.01,wr=33,vr=400,Mr=45,kr=3;function Dn(o){let{stage:t,painter:e,probe:n,store:r,signal:s}=o,
{viewport:i}=e,a=new Map,l="none",c={x:0,y:0,contrast:1,bias:.5},h=!1,u=t.getBoundingClientRect(),m=g=>({x:g.clientX-u.left,
y:g.clientY-u.top}),f=()=>{u=t.getBoundingClientRect()},p=Sr((g,v)=>i.zoomAbout(g,v.x,v.y));o.onClose(p.cancel),t.addEventListener(
"wheel",g=>{g.preventDefault(),f();let v=g.deltaMode===1?wr:g.deltaMode===2?vr:1,w=(g.deltaY||g.deltaX)*v,M=g.ctrlKey?xr:
br;p.push(Math.max(-1.2,Math.min(1.2,-w*M)),m(g))},{passive:!1,signal:s});let y=R(()=>{let[g]=a.values();l==="contrast"&&
g&&un(o,c,g.x-c.x,g.y-c.y)});o.onClose(y.cancel),t.addEventListener("pointerdown",g=>{if(g.target!==t&&!(g.target instanceof
HTMLCanvasElement)||g.button===1)return;f(),t.focus({preventScroll:!0}),t.setPointerCapture(g.pointerId);let v=m(g);a.set(
g.pointerId,v),c={...v,contrast:r.get("contrast"),bias:r.get("bias")},a.size===2?l="pinch":l=g.button===2||g.shiftKey?"c\
ontrast":"pan",h=a.size>1},{signal:s}),t.addEventListener("pointermove",g=>{let v=a.get(g.pointerId);if(!v){if(g.target.
closest(".iv-navigator"))return n.leave();f();let M=m(g);n.moveTo(M.x,M.y);return}let w=m(g);!h&&Math.hypot(w.x-c.x,w.y-
c.y)<kr||(h=!0,t.dataset.gesture=l,l==="pan"?i.panBy(w.x-v.x,w.y-v.y):l==="pinch"&&d(g.pointerId,w),a.set(g.pointerId,w),
l==="contrast"?y.ask():n.moveTo(w.x,w.y))},{signal:s});let d=(g,v)=>{let w=a.get(g),M=[...a].find(([E])=>E!==g)?.[1];if(!w||
!M)return;let T=Math.hypot(w.x-M.x,w.y-M.y),k=Math.hypot(v.x-M.x,v.y-M.y);i.panBy((v.x-w.x)/2,(v.y-w.y)/2),T>0&&k>0&&i.zoomAbout(
k/T,(v.x+M.x)/2,(v.y+M.y)/2)},b=g=>{a.delete(g.pointerId)&&(l=a.size===1?"pan":"none",l==="none"&&delete t.dataset.gesture)};
t.addEventListener("pointerup",b,{signal:s}),t.addEventListener("pointercancel",b,{signal:s}),t.addEventListener("pointe\
rleave",g=>{a.has(g.pointerId)||n.leave()},{signal:s}),t.addEventListener("dblclick",g=>{f();let{x:v,y:w}=m(g),M=i.toImage(
v,w);i.centerOn(M.x,M.y)},{signal:s}),t.addEventListener("contextmenu",g=>{g.preventDefault(),g.stopPropagation()},{signal:s})}
function Sr(o){let t=0,e={x:0,y:0},n=0,r=R(()=>{let s=performance.now(),i=1-Math.exp(-Math.min(s-n,100)/Mr);n=s;let a=Math.
abs(t)<.004?t:t*i;t-=a,o(Math.exp(a),e),t&&r.ask()});return{push:(s,i)=>{if(t=Math.sign(t)===-Math.sign(s)?s:t+s,e=i,Math.
abs(s)<.06){o(Math.exp(t),i),t=0;return}t===s&&(n=performance.now()-16),r.ask()},cancel:r.cancel}}var ne=class{constructor(t){this.root=t}root;box=null;anchor=null;off=()=>{};get isOpen(){return this.box!==null}isOpenAt(t){
return this.anchor===t}menu(t,e,n){let r=x("div",{class:"iv-popup iv-menu",attrs:{role:"menu","aria-label":e}});for(let i of n)
r.append(this.entry(i));r.addEventListener("keydown",i=>this.menuKey(i,r)),this.open(t,r);let s=Hn(r);(s.find(i=>i.getAttribute(
"aria-checked")==="true")??s[0])?.focus()}form(t,e,n){let r=x("div",{class:"iv-popup iv-form",attrs:{role:"dialog","aria\
-label":e}},n);this.open(t,r),r.querySelector("input, button")?.focus()}close(t=!1){let{anchor:e,box:n}=this;n&&(this.box=
this.anchor=null,this.off(),e?.setAttribute("aria-expanded","false"),t&&e?.focus(),n.remove())}open(t,e){this.close(),this.
box=e,this.anchor=t,t.setAttribute("aria-expanded","true"),e.tabIndex=-1,this.root.append(e),this.place(t,e);let n=new AbortController,
r=s=>{let i=s.target;!e.contains(i)&&!t.contains(i)&&this.close()};document.addEventListener("pointerdown",r,{capture:!0,
signal:n.signal}),e.addEventListener("keydown",s=>{s.key==="Escape"&&(s.stopPropagation(),s.preventDefault(),this.close(
!0))}),e.addEventListener("focusout",s=>{let i=s.relatedTarget;i&&!e.contains(i)&&i!==t&&this.close()}),this.off=()=>n.abort()}place(t,e){
let n=this.root.getBoundingClientRect(),r=t.getBoundingClientRect(),s=n.bottom-r.bottom-12,i=r.top-n.top-12,a=s>=Math.min(
e.offsetHeight,200)||s>=i;e.style.maxHeight=`${Math.max(80,a?s:i)}px`;let l=a?r.bottom+4:r.top-4-e.offsetHeight;e.style.
top=`${l-n.top-this.root.clientTop}px`;let c=Math.min(r.left,n.right-e.offsetWidth-6)-n.left;e.style.left=`${Math.max(6,
c)-this.root.clientLeft}px`}entry(t){if(t==="separator")return x("div",{class:"iv-separator",attrs:{role:"separator"}});
if("node"in t)return t.node;let e=t.kind??(t.checked===void 0?"action":"radio"),n={radio:"menuitemradio",check:"menuitem\
checkbox",action:"menuitem"}[e],r=x("span",{class:"iv-mark"});t.checked&&r.append(V("check"));let s=x("button",{class:"i\
v-item",attrs:{type:"button",role:n,tabindex:-1,disabled:t.disabled??!1,"aria-checked":e==="action"?null:String(t.checked??
!1)},on:{click:()=>{this.close(!0),t.run()},pointermove:()=>s.focus()}},r);return t.picture&&s.append(t.picture),s.append(
x("span",{class:"iv-label"},t.label)),t.hint&&s.append(x("span",{class:"iv-hint"},t.hint)),s}menuKey(t,e){if(t.ctrlKey||
t.metaKey||t.altKey||t.target instanceof HTMLInputElement&&t.key!=="ArrowUp")return;let n=Hn(e),r=n.indexOf(document.activeElement),
s;if(t.key==="ArrowDown")s=n[(r+1)%n.length];else if(t.key==="ArrowUp")s=n[(r<=0?n.length:r)-1];else if(t.key==="Home")s=
n[0];else if(t.key==="End")s=n[n.length-1];else if(t.key.length===1&&t.key!==" ")s=[...n.slice(r+1),...n.slice(0,r+1)].find(
a=>Tr(a).startsWith(t.key.toLowerCase()));else return;t.preventDefault(),t.stopPropagation(),s?.focus()}};function Tr(o){
return(o.querySelector(".iv-label")?.textContent??"").toLowerCase()}function Hn(o){return[...o.querySelectorAll(".iv-ite\
m:not([disabled])")]}var oe=class{constructor(t,e){this.session=t;this.painter=e}session;painter;at=null;pinned=!1;reading=null;pointer=null;listeners=new Set;later=R(
()=>this.read());asked=0;onChange(t){return this.listeners.add(t),()=>this.listeners.delete(t)}moveTo(t,e){this.pointer=
{sx:t,sy:e},this.pinned||this.later.ask()}leave(){this.pointer=null,this.pinned||this.session.store.set("cursor",null)}refresh(){
(this.pinned||this.pointer||this.at)&&this.later.ask()}togglePin(){if(this.pinned=!this.pinned,this.pinned&&!this.at){let{
x:t,y:e}=this.painter.viewport.center;this.at={x:Math.round(t),y:Math.round(e)}}this.read()}nudge(t,e){this.at&&(this.at=
{x:Math.round(this.at.x)+t,y:Math.round(this.at.y)+e},this.read())}close(){this.later.cancel(),this.listeners.clear(),this.
asked=-1}read(){!this.pinned&&this.pointer&&(this.at=this.painter.viewport.toImage(this.pointer.sx,this.pointer.sy));let{
at:t}=this;if(!t)return;let e=++this.asked;this.session.readout.at(t.x,t.y,n=>{if(e!==this.asked)return;this.reading=n;let r=n.
inside&&(this.pinned||this.pointer);this.session.store.set("cursor",r?{x:t.x,y:t.y}:null),this.tell()}),this.tell()}tell(){
for(let t of this.listeners)t()}};var Un=4,Er=new Map([["image","value"],["snr","S/N"]]);function Kn(o){let{probe:t,store:e}=o,n=new yt("xy","x, y",14),r=new yt(
"sky","RA, Dec",25),s=x("span",{class:"iv-roughly",attrs:{role:"img",hidden:!0}},"≈");r.box.firstElementChild?.after(s);
let i=new yt("value iv-inside","value",20),a=new yt("ratio iv-inside","S/N",5),l=x("span",{class:"iv-chips",attrs:{"aria\
-label":"Mask planes at this pixel"}}),c=x("span",{class:"iv-muted"},"none"),h=x("span",{class:"iv-chip iv-chip-more"}),
u=x("span",{class:"iv-cell iv-cell-planes iv-inside"},x("span",{class:"iv-key"},"planes"),l),m=x("span",{class:"iv-note"}),
f=x("div",{class:"iv-status",attrs:{role:"status","aria-live":"off"}},n.box,r.box,i.box,a.box,u,m),p=new Map,y=w=>{let M=p.
get(w.name);if(!M){let E=x("button",{class:"iv-chip",attrs:{type:"button",tabindex:-1,"aria-description":w.description}},
x("span",{class:"iv-dot"}),w.name);E.addEventListener("click",()=>U(e).toggle(w.name)),l.append(E),M={chip:E,width:E.offsetWidth},
p.set(w.name,M)}let{color:T,visible:k}=U(e).state(w.name);return M.chip.style.setProperty("--iv-plane",T),S(M.chip,"data\
-shown",String(k)),M.chip.title=`${w.description||w.name}
${k?"shown":"hidden"}: click to change`,M},d="",b=w=>{let M=w.map(L=>L.name).join(`
`),T=w.map(y);if(M===d&&!f.dataset.resized)return;d=M,delete f.dataset.resized;let k=l.clientWidth,E=0,P=T.reduce((L,K)=>L+
K.width+Un,0),H=T.filter(L=>(E+=L.width+Un,P<=k||E<=k-40)),N=H.map(L=>L.chip),F=w.slice(H.length);F.length&&(A(h,`+${F.length}`),
h.title=F.map(L=>L.name).join(`
`),N.push(h)),l.replaceChildren(...N.length?N:[c])},g=()=>{let w=C(e),{reading:M,at:T}=t,k=!!(w&&M?.inside);if(f.dataset.
state=k?"inside":w&&M?"outside":"none",A(m,k?"":Ar(w!==null,M)),n.set(T?`${$n(T.x)}, ${$n(T.y)}`:""),r.set(M?Cr(M):""),r.
box.hidden=!w?.has_sky,s.hidden=!w?.sky_note||M?.ra==null,S(s,"title",w?.sky_note??""),S(s,"aria-label",`approximately: ${w?.
sky_note??""}`),a.box.hidden=w?.component!=="image"||!w.components.includes("variance"),u.hidden=e.get("mask_planes").length===
0,!k||!M||!w){i.set(""),a.set(""),delete i.box.dataset.value,b([]);return}i.name(B(e)?"R, G, B":Er.get(w.component)??w.component),
i.set(Lr(M,w)),S(i.box,"title",M.approximate?null:M.values.join(", ")),S(i.box,"data-value",M.approximate?null:M.values.
join(" ")),S(i.box,"data-approximate",String(M.approximate));let{sigma:E}=M,P=E?M.values[0]/E:NaN;a.set(Number.isFinite(
P)?be(P):"–"),b(M.planes)};o.onClose(t.onChange(g)),o.watch(["image_info","planes"],g),o.watch(["mask_planes"],()=>{p.
clear(),d=`
`,l.replaceChildren(),g()});let v=new ResizeObserver(()=>{f.dataset.resized="1",g()});return v.observe(l),o.onClose(()=>v.
disconnect()),f}var yt=class{constructor(t,e,n){this.length=n;this.box=x("span",{class:`iv-cell iv-cell-${t}`},this.key,
this.value),this.name(e),this.set("")}length;value=x("span",{class:"iv-reading"});key=x("span",{class:"iv-key"});box;name(t){
A(this.key,t)}set(t){A(this.value,t),this.length=Math.max(this.length,t.length);let e=`${Math.ceil(this.length*.9)}ch`;this.
value.style.minWidth!==e&&(this.value.style.minWidth=e)}};function Ar(o,t){return o?t?"outside the image":"move over the\
 image to read it":"no image"}function Cr(o){return o.ra===null||o.dec===null?"":`${Vt(o.ra)} ${Ft(o.dec)}`}function Lr({
values:o,sigma:t},{component:e,dtype:n,unit:r}){if(e==="snr")return be(o[0]);let s=/int/.test(n);return`${o.length>1?o.map(
a=>s?ge(a,null,!0):q(a,5)).join(", "):ge(o[0],e==="image"?t:null,s)} ${r}`.trimEnd()}function $n(o){return o.toFixed(1).
replace("-","−")}var Ir=[["image","image","The image"],["variance","variance","The variance plane"],["snr","S/N","The image over its sigm\
a"]],Pr=[["image","RGB","The image in its colours"],["red","R","The red channel"],["green","G","The green channel"],["bl\
ue","B","The blue channel"]];function zn(o){let{store:t,popup:e}=o,n=$(et("component").keys[0]),r=p=>()=>t.set("componen\
t",p),s=()=>{let p=C(t);return(p?.color?Pr:Ir).map(([y,d,b])=>({name:y,label:d,what:b,possible:p?.components.includes(y)??
!1}))},i=()=>{let p=s().map(({name:y})=>y);return(C(t)?.components??[]).filter(y=>!p.includes(y))},a=()=>i().map(p=>({label:p,
checked:t.get("component")===p,run:r(p)})),l=x("span",{class:"iv-plane"}),c=()=>e.menu(h,"Further planes",a()),h=x("butt\
on",{class:"iv-button iv-drop",attrs:{type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":"componen\
t"},on:{click:()=>e.isOpenAt(h)?e.close(!0):c(),keydown:p=>{p.key==="ArrowDown"&&(p.preventDefault(),c())}}},l,V("caret")),
u=x("div",{class:"iv-group iv-choice",attrs:{role:"group","aria-label":"Component"}}),m="",f=new Map;return o.watch(["im\
age_info","component"],()=>{let p=s(),y=i(),d=t.get("component"),b=p.map(({label:v})=>v).join();if(b!==m){m=b,f.clear();
for(let{name:v,label:w}of p)f.set(v,x("button",{class:"iv-button",attrs:{type:"button","data-component":v},on:{click:r(v)}},
w));u.replaceChildren(...f.values())}for(let{name:v,what:w,possible:M}of p){let T=f.get(v);T&&(S(T,"disabled",!M),S(T,"a\
ria-pressed",String(M&&d===v)),T.title=M?`${w} (${n}: next)`:`${w}: this image has no variance`)}let g=y.includes(d);y.length&&
!h.isConnected?u.append(h):y.length||h.remove(),A(l,g?d:"more"),S(h,"aria-pressed",String(g)),h.title=`${g?d:"Further pl\
anes"} (${n}: next)`,S(h,"aria-label",g?`Further planes: ${d}`:"Further planes")}),{node:u,fold:4,entries:()=>[...s().map(
({name:p,label:y,possible:d})=>({label:y,checked:t.get("component")===p,disabled:!d,run:r(p)})),...a()]}}function Bn(o,t,e){return t<0||(t+1)*e>o.byteLength?null:new DataView(o.buffer,o.byteOffset+t*e,e)}function Gn(o,t,e){let n=Bn(
o.get("colormap_tables"),o.get("colormap_names").indexOf(t),768);if(!n)return null;let r=new Uint8Array(768);for(let s=0;s<
256;s++){let i=e?255-s:s;for(let a=0;a<3;a++)r[s*3+a]=n.getUint8(i*3+a)}return r}function Wn(o,t){let e=Bn(o.get("stretc\
h_tables"),o.get("stretch_names").indexOf(t),1020);return e?Float32Array.from({length:255},(n,r)=>e.getFloat32(r*4,!0)):
null}function qn(o,t){let e=o.getContext("2d");if(!e)return;let n=e.createImageData(o.width,1);for(let r=0;r<o.width;r++){
let s=Math.round(255*r/(o.width-1))*3;n.data.set([t[s]??0,t[s+1]??0,t[s+2]??0,255],r*4)}for(let r=0;r<o.height;r++)e.putImageData(
n,0,r)}function jn(o,t){let{store:e,popup:n}=o;n.menu(t,"Stretch",e.get("stretch_names").map(r=>({label:r,checked:r===e.get("st\
retch"),picture:Rr(Wn(e,r)),run:()=>e.set("stretch",r)})))}function Yn(o,t){let{store:e,popup:n}=o,r=e.get("inverted"),s=e.
get("colormap_names").map(i=>{let a=x("canvas",{class:"iv-map",attrs:{width:72,height:10}}),l=Gn(e,i,r);return l&&qn(a,l),
{label:i,checked:i===e.get("colormap"),picture:a,run:()=>e.set("colormap",i)}});n.menu(t,"Colour map",[{label:"inverted",
kind:"check",checked:r,hint:$(et("invert").keys[0]),run:()=>e.set("inverted",!r)},"separator",...s])}function Zn(o,t){let{
store:e,popup:n}=o,r=C(e)?.unit??"",s=Object.entries(e.get("cuts_table")).map(([i,[a,l]])=>({label:i,checked:i===e.get("\
cuts_mode"),hint:`${Y(a)} … ${Y(l)}`,run:()=>vt(o,i)}));n.menu(t,"Cuts",[...s,"separator",{node:Or(o,r)}])}function Or(o,t){
let{store:e}=o,[n,r]=e.get("cuts"),s=x("div",{class:"iv-trouble",attrs:{role:"alert"}}),i=()=>{let c=l.map(m=>m.value.trim()===
""?NaN:Number(m.value)),h=c.every(Number.isFinite),u=h&&c[1]>c[0];A(s,u?"":h?"low must be below high":"both must be numb\
ers");for(let m of l)S(m,"aria-invalid",u?null:"true");u&&ft(o,c[0],c[1])},a=(c,h)=>x("input",{class:"iv-input",attrs:{type:"\
text",inputmode:"decimal","aria-label":`${c} cut`,value:Number(h.toPrecision(7))},on:{input:i,keydown:u=>{u.key==="Enter"&&
(u.preventDefault(),o.popup.close(!0))}}}),l=[a("low",n),a("high",r)];return x("div",{class:"iv-by-hand"},x("div",{class:"\
iv-form-row"},x("label",{},"low ",l[0]),x("label",{},"high ",l[1]),x("span",{class:"iv-muted"},t)),s)}function Rr(o){let t=x(
"canvas",{class:"iv-curve"}),e=rt(t,22,14);return!e||!o||(e.strokeStyle="#8c949e",e.lineWidth=1.25,e.moveTo(1,13),o.forEach(
(n,r)=>e.lineTo(1+20*n,13-12*(r+1)/256)),e.lineTo(21,1),e.stroke()),t}var Vr=150;function Xn(o){let{store:t,popup:e}=o,n=x("b",{class:"iv-title"}),r=x("span",{class:"iv-muted iv-subtitle"}),
s=x("div",{class:"iv-what"},n,r),i=[zn(o),...Fr(o),_r(o),Nr(o)],a=x("button",{class:"iv-button iv-more",title:"More",attrs:{
type:"button","aria-label":"More","aria-haspopup":"menu","aria-expanded":"false",hidden:!0},on:{click:()=>{if(e.isOpenAt(
a))return e.close(!0);let u=i.filter(m=>m.node.hidden);e.menu(a,"More",u.flatMap((m,f)=>[...f?["separator"]:[],...m.entries()]))}}},
V("more")),l=x("div",{class:"iv-bar",attrs:{role:"toolbar","aria-label":"Image viewer"}},s,...i.map(u=>u.node),a),c=()=>{
for(let{node:b}of i)b.hidden=!1;a.hidden=!0;let u=l.clientWidth;if(!u)return;let m=8,f=new Map(i.map(b=>[b,b.node.offsetWidth+
m]));a.hidden=!1;let p=a.offsetWidth+m;a.hidden=!0;let d=Math.min(Vr,s.scrollWidth)+16+[...f.values()].reduce((b,g)=>b+g,
0);for(let b of[...i].sort((g,v)=>g.fold-v.fold)){if(d<=u-(a.hidden?0:p))break;b.node.hidden=!0,a.hidden=!1,d-=f.get(b)??
0}},h=new ResizeObserver(c);return h.observe(l),o.onClose(()=>h.disconnect()),o.watch(["image_info"],()=>{let u=C(t);A(n,
u?u.title||"image":"imgview"),A(r,u?.subtitle??""),s.title=u?[u.title,u.subtitle,...u.notes].filter(Boolean).join(`
`):"",S(l,"data-empty",u?null:"")}),o.watch(["image_info","stretch","cuts_mode","colormap"],c),l}function Fr(o){let{store:t}=o,
e=(n,r,s,i,a,l)=>{let c=x("span",{class:"iv-value"}),h=x("button",{class:"iv-button iv-drop",title:a,attrs:{type:"button",
"aria-haspopup":"menu","aria-expanded":"false","data-menu":r},on:{click:()=>o.popup.isOpenAt(h)?o.popup.close(!0):l(o,h),
keydown:f=>{f.key==="ArrowDown"&&(f.preventDefault(),l(o,h))}}},x("span",{class:"iv-key"},n),c,V("caret")),u=()=>s==="co\
lormap"&&B(t),m=()=>u()?"none":String(t.get(s));return o.watch([s,"image_info"],()=>{A(c,m()),S(h,"disabled",C(t)===null||
u()),S(h,"aria-label",`${r}: ${m()}`),h.title=u()?"The pixels of this image have colours of their own":a}),{node:h,fold:i,
entries:()=>[{label:n,hint:`${m()} ›`,disabled:u(),run:()=>l(o,o.root.querySelector(".iv-more")??h)}]}};return[e("stre\
tch","stretch","stretch",7,`Stretch (${Oe("stretch")}: next)`,jn),e("cuts","cuts","cuts_mode",6,`Cuts (${Oe("cuts")}: ne\
xt)`,Zn),e("map","colormap","colormap",5,`Colour map (${Oe("invert")}: invert)`,Yn)]}function Oe(o){return $(et(o).keys[0])}
function _r(o){return Qn(o,["home","fit","one"],3)}function Nr(o){let t=Qn(o,["grid","panel","help"],8),[e,n]=t.node.children;
o.watch(["show_grid","image_info"],()=>{S(e,"aria-pressed",String(o.store.get("show_grid"))),S(e,"disabled",!C(o.store)?.
has_sky)});let r=()=>S(n,"aria-pressed",String(o.panelShown()));return o.watch(["panel_open"],r),o.root.addEventListener(
"iv-panel",r,{signal:o.signal}),t}function Qn(o,t,e){let n=t.map(et);return{node:x("div",{class:"iv-group",attrs:{role:"\
group"}},...n.map(s=>x("button",{class:"iv-button",title:hn(s),attrs:{type:"button","aria-label":s.label,"data-action":s.
id},on:{click:()=>s.run(o)}},Dr(s)))),fold:e,entries:()=>n.map(s=>({label:s.label,hint:$(s.keys[0]),run:()=>s.run(o)}))}}
function Dr(o){return o.icon?V(o.icon):document.createTextNode(o.text??o.label)}var gt={usual:258,least:190,most:480},Hr=620,Ur=860;function Jn(o,t){let{store:e}=o,n=new AbortController,r=[],s=x("div",
{class:"iv-stage",attrs:{tabindex:0,role:"application"}}),i=x("div",{class:"imgview",attrs:{"data-lm-suppress-shortcuts":"\
true","data-size":"wide",tabindex:-1}}),a=new ee(o,s),l=new oe(o,a),c=!1,h={session:o,store:e,painter:a,probe:l,root:i,stage:s,
popup:new ne(i),signal:n.signal,watch:(b,g)=>{for(let v of b)r.push(e.on(v,g));g()},onClose:b=>r.push(b),panelShown:()=>i.
dataset.size==="narrow"?c:e.get("panel_open"),showPanel:b=>{i.dataset.size==="narrow"?c=b:e.set("panel_open",b),f()},toggleHelp:()=>u.
toggle()};h.onClose(zt(i));let u=dn(h),m=x("aside",{class:"iv-panel",attrs:{"aria-label":"Mask planes, layers and histog\
ram"}},$r(h),vn(h),xn(h),x("section",{class:"iv-levels",attrs:{"aria-label":"Cuts"}},yn(h),Qe(h))),f=()=>{let b=h.panelShown();
!b&&m.contains(document.activeElement)&&s.focus(),m.hidden=!b,i.dispatchEvent(new Event("iv-panel"))};s.append(Pn(h),sn(
h),kn(h),En(h)),i.append(Xn(h),x("div",{class:"iv-body"},Sn(h),s,m,u.node),Tn(h),Kn(h)),t.append(i),Dn(h),gn(h),h.watch(
["panel_open"],f),h.watch(["height"],()=>i.style.height=`${e.get("height")}px`),h.watch(["image_info"],()=>{let b=C(e)?.
title;S(s,"aria-label",`${b||"Image"}; press ? for the keys`),l.refresh()}),r.push(a.viewport.onChange(()=>l.refresh()));
let p=()=>{let{clientWidth:b,clientHeight:g}=s;b&&g&&a.resize(b,g,window.devicePixelRatio||1)},y=()=>{let b=i.clientWidth,
g=b<Hr?"narrow":b<Ur?"medium":"wide";!b||i.dataset.size===g||(i.dataset.size=g,f())},d=new ResizeObserver(()=>{y(),p()});
return y(),d.observe(i),d.observe(s),window.addEventListener("resize",p,{signal:n.signal}),p(),()=>{n.abort(),d.disconnect(),
h.popup.close();for(let b of r)b();l.close(),a.dispose(),i.remove()}}function $r(o){let{local:t}=o.store,e=i=>t.set("pan\
elWidth",Math.round(z(i,gt.least,gt.most))),n=()=>t.get("panelWidth")??gt.usual,r=x("div",{class:"iv-edge",title:"Drag t\
o resize; double click for the usual width",attrs:{role:"separator",tabindex:0,"aria-orientation":"vertical","aria-label":"\
Panel width"},on:{dblclick:()=>e(gt.usual),keydown:i=>{let a={ArrowLeft:12,ArrowRight:-12}[i.key];a&&(i.preventDefault(),
i.stopPropagation(),e(n()+a))},pointerdown:i=>{if(i.button!==0)return;let a=n();Z(i,r,l=>e(a-l))}}}),s=()=>{o.root.style.
setProperty("--iv-panel",`${n()}px`),S(r,"aria-valuenow",String(n())),S(r,"aria-valuemin",String(gt.least)),S(r,"aria-va\
luemax",String(gt.most))};return o.onClose(t.on("panelWidth",s)),s(),r}function Kr(o,t){let e=x("div",{class:"imgview"},x("p",{class:"iv-message",attrs:{role:"alert"}},t)),n=zt(e);return o.append(
e),()=>{n(),e.remove()}}var dl=()=>{let o=null;return{initialize({model:t}){return ye(t)||(o=new Kt(t)),()=>{o?.dispose(),
o=null}},render({model:t,el:e}){return o?Jn(o,e):Kr(e,ye(t)??"This imgview viewer has been closed: run its cell again.")}}};export{dl as default};
