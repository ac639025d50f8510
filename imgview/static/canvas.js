function b(o,t={},...e){let n=document.createElement(o);t.class&&(n.className=t.class),t.title&&(n.title=t.title);for(let[
r,s]of Object.entries(t.attrs??{}))S(n,r,s);for(let[r,s]of Object.entries(t.on??{}))n.addEventListener(r,s);return n.append(
...e),n}function S(o,t,e){if(e==null||e===!1)o.removeAttribute(t);else{let n=e===!0?"":String(e);o.getAttribute(t)!==n&&
o.setAttribute(t,n)}}function A(o,t){o.textContent!==t&&(o.textContent=t)}function z(o,t,e){return Math.min(Math.max(o,t),
e)}function st(o,t,e,n=window.devicePixelRatio||1){let r=Math.max(1,Math.round(t*n)),s=Math.max(1,Math.round(e*n));(o.width!==
r||o.height!==s)&&(o.width=r,o.height=s,o.style.width=`${t}px`,o.style.height=`${e}px`);let i=o.getContext("2d");return i?.
setTransform(r/Math.max(t,1),0,0,s/Math.max(e,1),0,0),i}function Z(o,t,e,n){let{clientX:r,clientY:s,pointerId:i}=o,a=new AbortController,
l=h=>{h.pointerId===i&&(a.abort(),n?.(h))};t.setPointerCapture(i);let c=h=>{let u=h;u.pointerId===i&&e(u.clientX-r,u.clientY-
s,u)};t.addEventListener("pointermove",c,{signal:a.signal});for(let h of["pointerup","pointercancel","lostpointercapture"])
t.addEventListener(h,l,{signal:a.signal})}function V(o){let t=0;return{ask:()=>{t||=requestAnimationFrame(()=>{t=0,o()})},
cancel:()=>{cancelAnimationFrame(t),t=0}}}var Et=class{constructor(t,e,n){this.stray=n;this.#t=t,this.#e=e,t.on("msg:custom",this.#o)}stray;client=Math.floor(Math.
random()*2**40);stats={sent:0,received:0,bytes:0};#t;#e;#n=new Map;#o=(t,e)=>this.#l(t,e??[]);#r=Math.floor(Math.random()*
2**40);ask(t,e){let n=this.#r++;return this.#n.set(n,{request:e,timer:this.#s(n)}),this.#i(t(n)),n}cancel(t){this.forget(
t)&&this.#i({kind:"cancel",id:t})}forget(t){return clearTimeout(this.#n.get(t)?.timer),this.#n.delete(t)}dispose(){this.#t.
off("msg:custom",this.#o);for(let t of[...this.#n.keys()])this.forget(t)}#s(t){return setTimeout(()=>{let e=this.#n.get(
t);this.#n.delete(t),this.#e.set("stalled",!0),e?.request.failed(null)},8e3)}#i(t){this.stats.sent++;try{this.#t.send(t)}catch(e){
console.warn("imgview: the kernel cannot be reached",e)}}#l(t,e){this.stats.received++;for(let r of e)this.stats.bytes+=
r.byteLength;this.#e.set("stalled",!1);let n=this.#n.get(t.id);n?t.kind==="error"?(this.forget(t.id),n.request.failed(t)):
n.request.reply(t,e)?this.forget(t.id):(clearTimeout(n.timer),n.timer=this.#s(t.id)):this.stray(t,e)}};var it=class{constructor(t,e,n,r){this.x=t;this.y=e;this.reaches=n;let s=Math.max(r.x1-r.x0,1),i=Math.max(r.y1-r.y0,1),a=Math.
min(Math.max(t.length/8,1),1048576);this.#t=r,this.#o=Math.sqrt(s*i/a),this.#e=Math.ceil(s/this.#o),this.#n=Math.ceil(i/
this.#o);let l=new Int32Array(t.length).fill(-1),c=new Uint32Array(this.#e*this.#n+1);for(let m=0;m<t.length;m++){if(!Number.
isFinite(t[m]+e[m]))continue;let f=n(m);if(f>this.#o){this.#i.push(m);continue}this.#l=Math.max(this.#l,f),l[m]=this.#a(
t[m])+this.#e*this.#c(e[m]),c[l[m]+1]++}for(let m=1;m<c.length;m++)c[m]+=c[m-1];let h=c.slice(),u=new Uint32Array(c[c.length-
1]);l.forEach((m,f)=>{m>=0&&(u[h[m]++]=f)}),this.#r=c,this.#s=u}x;y;reaches;#t;#e;#n;#o;#r;#s;#i=[];#l=0;near({x0:t,y0:e,
x1:n,y1:r},s,i){let a=this.#l*s+i,[l,c]=[this.#a(t-a),this.#a(n+a)],h=[],u=0;for(let g=this.#c(e-a);g<=this.#c(r+a);g++){
let d=this.#s.subarray(this.#r[g*this.#e+l],this.#r[g*this.#e+c+1]);h.push(d),u+=d.length}let m=this.#i.filter(g=>{let d=this.
reaches(g)*s+i;return this.x[g]+d>=t&&this.x[g]-d<=n&&this.y[g]+d>=e&&this.y[g]-d<=r}),f=new Uint32Array(u+m.length),y=0;
for(let g of h)f.set(g,y),y+=g.length;return f.set(m,y),f}#a(t){return Math.min(Math.max(Math.floor((t-this.#t.x0)/this.#o),
0),this.#e-1)}#c(t){return Math.min(Math.max(Math.floor((t-this.#t.y0)/this.#o),0),this.#n-1)}};function J(o,t){return(o/2+1)*t+.5}function Ue([o,t,e],n,r){let s=new Uint32Array(256),i=n*r/2+.5,a=l=>Math.min(Math.max(
l,0),1);for(let l=0;l<255;l++){let c=(l+.5)*J(n,r)/255,h=a(i-c),u=h+.6*a(i+1*r-c)*(1-h),m=f=>Math.round(f*h/(u||1));s[l]=
(Math.round(u*255)<<24|m(e)<<16|m(t)<<8|m(o))>>>0}return s}var Tt=class{constructor(t){this.reach=t}reach;steps=new Uint8Array(
256*256).fill(255);empty=!0;segment(t,e,n,r){let{reach:s,steps:i}=this,a=n-t,l=r-e,c=G(Math.min(t,n)-s),h=W(Math.max(t,n)+
s),u=G(Math.min(e,r)-s),m=W(Math.max(e,r)+s);if(c>h||u>m)return;this.empty=!1;let f=a*a+l*l,y=f>0?1/f:0,g=s*Math.sqrt(f)/
Math.abs(l);for(let d=u;d<=m;d++){let x=d+.5-e,p=t+x*a/l,v=g<256?Math.max(c,G(p-g)):c,w=g<256?Math.min(h,W(p+g)):h;for(let M=v;M<=
w;M++){let E=M+.5-t,k=(E*a+x*l)*y,T=k<0?0:k>1?1:k,P=E-T*a,N=x-T*l,D=Math.sqrt(P*P+N*N)*255/s;D<i[d*256+M]&&(i[d*256+M]=D)}}}ellipse(t,e,n,r,s){
let{reach:i,steps:a}=this,l=Math.cos(s),c=Math.sin(s),h=Math.sqrt(n*n*l*l+r*r*c*c)+i,u=Math.sqrt(n*n*c*c+r*r*l*l)+i,m=G(
t-h),f=W(t+h),y=G(e-u),g=W(e+u);if(m>f||y>g)return;this.empty=!1;let[d,x,p,v]=[l/n,c/n,l/r,-c/r],w=1/(n*n),M=1/(r*r),E=255/
i,k=d*d+v*v,T=i/Math.min(n,r),P=(1+T)*(1+T),N=T<1?(1-T)*(1-T):0,D=h>16;for(let R=y;R<=g;R++){let L=e-R-.5,K=L*x,nt=L*p,Re=m,
Oe=f,Ve=256,oe=0;if(D){let H=(d*K+v*nt)/k,xt=H*H-(K*K+nt*nt)/k,ot=xt+P/k;if(ot<=0)continue;Re=Math.max(m,G(t-H-Math.sqrt(
ot))),Oe=Math.min(f,W(t-H+Math.sqrt(ot)));let rt=xt+N/k;T<1&&rt>0&&(Ve=G(t-H-Math.sqrt(rt)),oe=W(t-H+Math.sqrt(rt)))}let no=R*
256;for(let H=Re;H<=Oe;H++){H===Ve&&oe>H&&(H=oe);let xt=H+.5-t,ot=xt*d+K,rt=xt*v+nt,Fe=ot*ot,_e=rt*rt,Ne=Fe+_e,re=Ne-Math.
sqrt(Ne),De=(re<0?-re:re)*E/Math.sqrt(Fe*w+_e*M),He=no+H;De<a[He]&&(a[He]=De)}}}disc(t,e,n){let{reach:r,steps:s}=this,i=n+
r,a=W(e+i),l=W(t+i);this.empty=!1;for(let c=G(e-i);c<=a;c++)for(let h=G(t-i);h<=l;h++){let m=Math.max(Math.hypot(h+.5-t,
c+.5-e)-n,0)*255/r;m<s[c*256+h]&&(s[c*256+h]=m)}}};function G(o){return Math.max(0,Math.ceil(o-.5))}function W(o){return Math.
min(255,Math.floor(o-.5))}var At=class{bytes;#t;#e;#n;constructor(t,e,n){let r=new Uint32Array(t,0,e+1),s=new Float32Array(t,4*(e+1)),i=new Uint32Array(
Math.max(s.length/2-e,0)),a=0;for(let h=0;h<e;h++)for(let u=r[h];u+1<r[h+1];u++)i[a++]=u;let l=h=>Float32Array.from(i,u=>(s[2*
u+h]+s[2*u+2+h])/2),c=h=>{let u=2*i[h];return Math.max(Math.abs(s[u+2]-s[u]),Math.abs(s[u+3]-s[u+1]))/2};this.#t=s,this.#e=
i,this.#n=new it(l(0),l(1),c,n),this.bytes=t.byteLength+16*i.length}near(t,{width:e},n,r){return this.#n.near(t,1,J(e,r)/
n)}draw(t,e,{left:n,top:r,scale:s}){let i=this.#t;for(let a of e){let l=2*this.#e[a];t.segment(i[l]*s+n,r-i[l+1]*s,i[l+2]*
s+n,r-i[l+3]*s)}}};var se=2.5,oo=1,ro={"+":[[-1,0,1,0],[0,-1,0,1]],x:[[-1,-1,1,1],[-1,1,1,-1]],"*":[[-1,0,1,0],[0,-1,0,1],[-.7,-.7,.7,.7],[
-.7,.7,.7,-.7]],square:[[-1,-1,1,-1],[1,-1,1,1],[1,1,-1,1],[-1,1,-1,-1]],diamond:[[0,-1,1,0],[1,0,0,1],[0,1,-1,0],[-1,0,
0,-1]]},Ct=class{bytes;#t;#e;#n;#o;constructor(t,e,n){let r=l=>new Float32Array(t,4*l*e,e);this.#t=r(0),this.#e=r(1),this.#n=
t.byteLength>8*e?[r(2),r(3),r(4)]:null;let[s,i]=this.#n??[],a=l=>s&&i&&Math.max(s[l],i[l])||0;this.#o=new it(this.#t,this.#e,
a,n),this.bytes=t.byteLength+8*e}near(t,e,n,r){let s=e,i=s.symbol==="ellipse",a=i?se*r:$e(s,n,r);return this.#o.near(t,i?
s.scale:0,(a+J(s.width,r))/n)}draw(t,e,{left:n,top:r,scale:s,dpr:i},a){let l=a,[c,h]=[this.#t,this.#e];if(l.symbol==="el\
lipse"){let[f,y,g]=this.#n??[],d=l.scale*s,x=se*i;for(let p of e){let v=c[p]*s+n,w=r-h[p]*s;f&&y&&g&&f[p]+y[p]+Math.abs(
g[p])>0?t.ellipse(v,w,Math.max(f[p]*d,x),Math.max(y[p]*d,x),g[p]):t.disc(v,w,oo*i)}return}let u=$e(l,s,i),m=ro[l.symbol];
for(let f of e){let y=c[f]*s+n,g=r-h[f]*s;if(!m)t.ellipse(y,g,u,u,0);else for(let[d,x,p,v]of m)t.segment(y+u*d,g+u*x,y+u*
p,g+u*v)}}};function $e({size:o,unit:t},e,n){return Math.max(o*(t==="image"?e:n)/2,se*n)}function C(o){let t=o.get("image_info");return"shape"in t?t:null}function B(o){let t=C(o);return t!==null&&t.color&&t.component===
"image"}function Lt(o){let[t,e]=C(o)?.shape??[0,0];return t*e}var so={outline:At,shapes:Ct},io=1e3,ao=6e4,It=class{#t;#e;#n;#o=new Map;#r=new Map;#s=new Set;#i=null;constructor(t,e){
this.#t=t,this.#e=e,this.#n=[t.on("layers",()=>this.#a())],this.#a()}get all(){return this.#t.get("layers")}placed(t){return this.#o.
get(t)??null}set(t,e){this.#t.set("layers",this.all.map(n=>n.key===t?{...n,...e}:n))}toggle(t){this.set(t,{visible:!this.
all.find(e=>e.key===t)?.visible})}toggleAll(){let t=this.all.filter(({visible:n})=>n).map(({key:n})=>n),e=this.#i;this.#i=
t.length?new Set(t):null,this.#t.set("layers",this.all.map(n=>({...n,visible:!t.length&&(e?.has(n.key)??!0)})))}onChange(t){
return this.#s.add(t),()=>this.#s.delete(t)}dispose(){for(let t of this.#n)t();for(let t of[...this.#r.keys()])this.#c(t);
this.#s.clear(),this.#o.clear()}#l(){for(let t of[...this.#s])t()}#a(){let t=new Set(this.all.map(({key:e})=>e));for(let e of[
...this.#r.keys()])t.has(e)||this.#c(e);for(let e of[...this.#o.keys()])t.has(e)||this.#o.delete(e);for(let{key:e,visible:n,
count:r}of this.all)!n||!r||this.#o.has(e)||this.#r.has(e)||(this.#r.set(e,{id:null,timer:0,retry:io,data:null,got:0}),this.#h(
e));this.#l()}#c(t){let e=this.#r.get(t);this.#r.delete(t),e&&(clearTimeout(e.timer),e.id!==null&&this.#e.forget(e.id))}#h(t){
let e=this.#r.get(t);e&&(e.data=null,e.got=0,e.id=this.#e.ask(n=>({kind:"layer",id:n,layer:t}),{reply:(n,r)=>n.kind!=="l\
ayer"||this.#u(e,n,r[0]),failed:n=>{n&&this.#t.local.set("error",n.error),e.id=null,e.timer=setTimeout(()=>this.#h(t),e.
retry),e.retry=Math.min(2*e.retry,ao)}}))}#u(t,e,n){let{layer:r,size:s,offset:i,rows:a,origin:l,done:c}=e;if(t.data??=new Uint8Array(
s),t.data.set(new Uint8Array(n.buffer,n.byteOffset,n.byteLength),i),t.got+=n.byteLength,!c)return!1;this.#r.delete(r);let h=this.
all.find(m=>m.key===r)?.kind,u=C(this.#t);if(h&&u&&s&&t.got===s){let[m,f]=u.start,[y,g]=u.shape,d={x0:f-l[0],x1:f-l[0]+g,
y0:m-l[1],y1:m-l[1]+y};this.#o.set(r,{geometry:new so[h](t.data.buffer,a,d),origin:l}),this.#l()}return!0}};var Pt=class{#t;#e;#n;#o;#r;#s=[];#i=null;#l=null;constructor(t,e,n,r){this.#t=t,this.#e=e,this.#n=n,this.#o=r,this.#r=t.
on("image_info",()=>this.#a())}at(t,e,n){let r=Math.round(t),s=Math.round(e);this.#l=null;let i=this.#n.info;if(!i)return;
let[a,l]=[s-i.start[0],r-i.start[1]],c=a>=0&&l>=0&&a<i.shape[0]&&l<i.shape[1],h={inside:c,x:r,y:s,values:[NaN],sigma:null,
approximate:!1,planes:[],...this.#o.radec(t,e)??{ra:null,dec:null}};if(!c)return n(h);let u=this.#c(h,t,e);if(u)return n(
u);n(this.#u(h,a,l)),this.#l={x:t,y:e,callback:n},this.#m()}dispose(){this.#r(),this.#a()}#a(){this.#s=[],this.#l=null,this.#i!==
null&&this.#e.forget(this.#i),this.#i=null}#c(t,e,n){for(let r of this.#s){let[s,i]=[t.y-r.y0,t.x-r.x0];if(s<0||i<0||s>=
r.height||i>=r.width)continue;let a=s*r.width+i,l=c=>r.mask?.getUint8(a*r.maskBytes+c)??0;return{...t,values:Array.from(
{length:r.channels},(c,h)=>r.values.getFloat64(8*(a*r.channels+h),!0)),sigma:r.sigma?r.sigma.getFloat64(8*a,!0):null,planes:this.#h(
l),...this.#o.radec(e,n,r.offset)}}return null}#h(t){return this.#t.get("mask_planes").filter(e=>t(e.byte)>>e.bit&1)}#u(t,e,n){
let r=this.#n.info?.levels??0,s=this.#n.info?.tile??256;for(let i=0;i<r;i++){let[a,l]=[e>>i,n>>i],c=this.#n.get([i,Math.
floor(a/s),Math.floor(l/s)])?.tile;if(!c)continue;let h=(c.height-1-a%s)*c.width+l%s,{pairs:u}=c,m=g=>{let d=u?.bytes.indexOf(
g)??-1;return u&&d>=0?u.own[u.index[h]*u.bytes.length+d]:0},f=c.width*c.height,y=Array.from({length:c.channels},(g,d)=>c.
codec.value(c.codes[h+d*f]));return{...t,values:y,approximate:!0,planes:this.#h(m)}}return{...t,approximate:!0}}#m(){let{
info:t}=this.#n;if(this.#i!==null||!this.#l||!t)return;let[e,n]=[Math.round(this.#l.x),Math.round(this.#l.y)];this.#i=this.#e.
ask(r=>({kind:"readout",id:r,image:t.id,x:e,y:n}),{reply:(r,s)=>(this.#i=null,r.kind==="readout"&&r.image===this.#n.info?.
id&&this.#f(r,s,e,n),!0),failed:()=>{this.#i=null}})}#f(t,[e,n,r],s,i){let[a,l,c,h]=t.box,u=this.#l;c*h>0&&t.component===
this.#n.info?.component&&(this.#s.unshift({y0:a,x0:l,height:c,width:h,values:e,channels:t.channels,offset:this.#o.offset(
s,i,t.sky),sigma:n?.byteLength?n:null,mask:r?.byteLength?r:null,maskBytes:r?r.byteLength/(c*h):0}),this.#s.length=Math.min(
this.#s.length,32)),u&&this.at(u.x,u.y,u.callback)}};var lt=Math.PI/180;function lo(o){let[t,e]=o.n,n=new Float64Array(3*t*e);for(let r=0;r<n.length;r++)n[r]=o.data.getFloat64(
8*r,!0);return{ny:t,nx:e,x:o.x,y:o.y,data:n}}function Ke(o,t){let e=Math.min(t,4),n=Math.min(Math.max(Math.floor(o)-1,0),
t-e),r=[];for(let s=0;s<e;s++){let i=1;for(let a=0;a<e;a++)a!==s&&(i*=(o-n-a)/(s-a));r.push(i)}return{first:n,weights:r}}
var Rt=class{pixelScale=null;#t=null;#e;constructor(t){let e=()=>{let n=t.get("sky_grid");this.#t="data"in n?lo(n):null,
this.pixelScale="data"in n?n.pixel_scale:null};this.#e=t.on("sky_grid",e),e()}get known(){return this.#t!==null}radec(t,e,n){
let r=this.#n(t,e);if(!r)return null;if(n)for(let i=0;i<3;i++)r[i]+=n[i];let s=Math.atan2(r[1],r[0])/lt;return{ra:s<0?s+
360:s,dec:Math.atan2(r[2],Math.hypot(r[0],r[1]))/lt}}offset(t,e,n){let r=this.#n(t,e);if(!r||!n)return null;let s=ze({ra:n[0],
dec:n[1]});return[s[0]-r[0],s[1]-r[1],s[2]-r[2]]}compass(t,e){let n=this.#o(t,e);if(!n)return null;let r=(i,a)=>({x:i/Math.
hypot(i,a),y:a/Math.hypot(i,a)}),s=Math.sign(n.ex*n.ny-n.ey*n.nx);return{east:r(s*n.ny,-s*n.nx),north:r(-s*n.ey,s*n.ex)}}pixel(t,e){
let n=ze(t),{x:r,y:s}=e;for(let i=0;i<12;i++){let a=this.#n(r,s),l=this.#o(r,s);if(!a||!l)return null;let c=[n[0]-a[0],n[1]-
a[1],n[2]-a[2]],h=at(c,l.east),u=at(c,l.north),m=l.ex*l.ny-l.ey*l.nx,f=(h*l.ny-u*l.ey)/m,y=(u*l.ex-h*l.nx)/m;if(!Number.
isFinite(f+y))return null;if(r+=f,s+=y,Math.hypot(f,y)<1e-6)return{x:r,y:s}}return null}dispose(){this.#e()}#n(t,e){let n=this.#t;
if(!n)return null;let r=Ke((t-n.x[0])/n.x[1],n.nx),s=Ke((e-n.y[0])/n.y[1],n.ny),i=[0,0,0];s.weights.forEach((l,c)=>{r.weights.
forEach((h,u)=>{let m=3*((s.first+c)*n.nx+r.first+u);for(let f=0;f<3;f++)i[f]+=l*h*n.data[m+f]})});let a=Math.hypot(...i);
return a>0?[i[0]/a,i[1]/a,i[2]/a]:null}#o(t,e){let n=this.#n(t,e),[r,s,i,a]=[this.#n(t+.5,e),this.#n(t-.5,e),this.#n(t,e+
.5),this.#n(t,e-.5)];if(!n||!r||!s||!i||!a)return null;let l=Math.hypot(n[0],n[1])||1,c=[-n[1]/l,n[0]/l,0],h=[-n[2]*c[1],
n[2]*c[0],l],u=[r[0]-s[0],r[1]-s[1],r[2]-s[2]],m=[i[0]-a[0],i[1]-a[1],i[2]-a[2]];return{east:c,north:h,ex:at(u,c),ey:at(
m,c),nx:at(u,h),ny:at(m,h)}}};function ze({ra:o,dec:t}){let e=Math.cos(t*lt);return[e*Math.cos(o*lt),e*Math.sin(o*lt),Math.
sin(t*lt)]}function at(o,t){return o[0]*t[0]+o[1]*t[1]+o[2]*t[2]}function ie(o,t){let e=10**t,n=Math.round(o*3600*e),r=n%
(60*e);n=(n-r)/(60*e);let s=a=>String(a).padStart(2,"0"),i=(r/e).toFixed(t).padStart(t?t+3:2,"0");return`${s(Math.floor(
n/60))}:${s(n%60)}:${i}`}function Ot(o,t=3){let e=ie((o%360+360)%360/15,t);return e.startsWith("24:")?ie(0,t):e}function Vt(o,t=2){
return(o<0?"−":"+")+ie(Math.abs(o),t)}var Ft=class{#t=new Map;add(t,e){let n=this.#t.get(t);return n||this.#t.set(t,n=new Set),n.add(e),()=>n.delete(e)}call(t){
for(let e of[...this.#t.get(t)??[]])e()}clear(){this.#t.clear()}},ae=class{#t=new Map;#e=new Ft;get(t){return this.#t.get(
t)}set(t,e){this.#t.get(t)!==e&&(this.#t.set(t,e),this.#e.call(t))}on(t,e){return this.#e.add(t,e)}},co={viewport:150,component:0,
stretch_parameter:0},ho=100;function Be(o,t){return o===t||JSON.stringify(o)===JSON.stringify(t)}var _t=class{local=new ae;#t;#e=new Ft;#n=new Map;#o=new Map;#r=new Map;#s=!1;#i=0;#l=1/0;constructor(t){
this.#t=t}get(t){return this.#t.get(t)}set(t,e){Be(this.get(t),e)||(this.#c(t),this.#o.set(t,e),this.#h(t,e),this.#a(co[t]??
ho),this.#e.call(t))}on(t,e){return this.#c(t),this.#e.add(t,e)}flush(){if(clearTimeout(this.#i),this.#l=1/0,!!this.#o.size){
for(let[t,e]of this.#o)this.#r.set(t,e);this.#o.clear(),this.#t.save_changes()}}dispose(){this.flush();for(let[t,e]of this.#n)
this.#t.off(`change:${t}`,e);this.#n.clear(),this.#e.clear()}#a(t){let e=performance.now()+t;e>=this.#l||(clearTimeout(this.#i),
this.#l=e,this.#i=setTimeout(()=>this.flush(),t))}#c(t){if(this.#n.has(t))return;let e=()=>this.#u(t);this.#n.set(t,e),this.#t.
on(`change:${t}`,e)}#h(t,e){this.#s=!0;try{this.#t.set(t,e)}finally{this.#s=!1}}#u(t){if(!this.#s){if(this.#o.has(t)){if(Be(
this.get(t),this.#r.get(t)))return this.#h(t,this.#o.get(t));this.#o.delete(t)}this.#e.call(t)}}};var Nt=class{constructor(t,e,n,r){this.center=t;this.step=e;this.linear=n;this.zero=r;this.key=`${t},${e},${n},${r}`}center;step;linear;zero;key;get exact(){
return this.linear>=65535}value(t){if(t===0)return NaN;if(t===1)return-1/0;if(t===65535)return 1/0;let e=t-this.zero,n=Math.
abs(e),r=n;if(n>this.linear){let s=n-this.linear-1,i=this.linear;for(;s>=1024;s-=1024)i*=2;let a=i/1024;r=i+s*a+a/2}return this.
center+(e<0?-r:r)*this.step}stepAt(t){if(t<this.value(2)||t>this.value(65534))return 1/0;let e=Math.abs(t-this.center)/this.
step;return e<=this.linear?this.step:this.linear*2**Math.floor(Math.log2(e/this.linear))/1024*this.step}};var Ge=65536,_=256,po=4278190080;function ce(o,t,e){return(po|e<<16|t<<8|o)>>>0}function he(o){let t=new Uint32Array(_),
{colors:e,contrast:n,bias:r}=o;for(let s=0;s<_;s++){let i=Math.min(Math.max((s/255-r)*n+.5,0),1),a=3*Math.floor(i*255+.5);
t[s]=ce(e[a],e[a+1],e[a+2])}return t}function We(o,t,e){let{low:n,high:r,thresholds:s}=e,i=he(e),a=2;for(let l=0;l<_-1&&
a<=65534;l++){let c=s[l],h=a,u=65535;for(;h<u;){let m=h+u>>1;(t.value(m)-n)/(r-n)>=c?u=m:h=m+1}o.fill(i[l],a,h),a=h}o.fill(
i[_-1],a,65535),o[0]=e.bad,o[1]=i[0],o[65535]=i[_-1]}var yo=12;function Ht(o){let t=/^#[0-9a-f]{6}$/i.test(o)?parseInt(o.slice(1),16):16777215;return[t>>16,t>>8&255,t&255]}function qe({
color:o,opacity:t,outline:e},n){let[r,s,i]=Ht(o);return{r,g:s,b:i,opacity:t,outline:e,key:`${n}.${o}.${t}.${e}`}}function go(o,t,e){
let n=new Float32Array(e);for(let r=0;r<e;r++)n[r]=o.getFloat32(4*(t+r),!0);return n}var Dt=class{version=0;shadingVersion=0;shading;planes=[];expressions=[];#t;#e=[];#n=new Set;#o=new Map;constructor(t){
this.#t=t,this.shading=this.#s(),this.#i();let e=["cuts","stretch","stretch_names","stretch_tables","colormap","colormap\
_names","colormap_tables","inverted","contrast","bias","bad_color"],n=()=>{this.shading=this.#s(),this.shadingVersion++,
this.#r()};for(let s of e)this.#e.push(t.on(s,n));let r=B(t);this.#e.push(t.on("image_info",()=>{r!==B(t)&&(r=!r,n())}));
for(let s of["planes","mask_planes","mask_expressions"])this.#e.push(t.on(s,()=>{this.#i(),this.#r()}))}onChange(t){return this.#n.
add(t),()=>this.#n.delete(t)}lut(t){let e=this.#o.get(t.key);return e||(this.#o.size>=yo&&this.#o.delete(this.#o.keys().
next().value),e={version:-1,lut:new Uint32Array(Ge)},this.#o.set(t.key,e)),e.version!==this.shadingVersion&&(We(e.lut,t,
this.shading),e.version=this.shadingVersion),e.lut}bar(){return he(this.shading)}dispose(){for(let t of this.#e)t();this.#n.
clear(),this.#o.clear()}#r(){this.version++;for(let t of this.#n)t()}#s(){let t=this.#t,[e,n]=t.get("cuts"),r=(m,f)=>Math.
max(m.indexOf(f),0),s=t.get("stretch_tables"),i=t.get("colormap_tables"),a=r(t.get("stretch_names"),t.get("stretch")),l=r(
t.get("colormap_names"),t.get("colormap")),c=new Uint8Array(3*_),h=t.get("inverted"),u=B(t);for(let m=0;m<_;m++){if(u){c.
fill(m,3*m,3*m+3);continue}let f=3*(_*l+(h?_-1-m:m));for(let y=0;y<3;y++)c[3*m+y]=i.getUint8(f+y)}return{low:e,high:n,colors:c,
thresholds:go(s,(_-1)*a,_-1),contrast:t.get("contrast"),bias:t.get("bias"),bad:ce(...Ht(t.get("bad_color")))}}#i(){let t=this.#t.
get("planes");this.planes=[];for(let{name:e,byte:n,bit:r}of this.#t.get("mask_planes")){let s=Object.hasOwn(t,e)?t[e]:void 0;
s?.visible&&this.planes.push({byte:n,bit:r,...qe(s,`${n}.${r}`)})}this.expressions=this.#t.get("mask_expressions").filter(
({visible:e,removed:n})=>e&&!n).map(e=>({postfix:e.postfix,...qe(e,e.postfix.join("."))}))}};var ue=class{#t=new Set;#e=0;#n=-1;#o=0;keep(t,e){this.drop(t),t.bytes=e,this.#t.add(t),this.#e+=e,this.#e>96e6&&this.#r()}touch(t){
this.#t.delete(t)&&this.#t.add(t)}drop(t){this.#t.delete(t)&&(this.#e-=t.bytes)}get bytes(){return this.#e}timeLeft(t){return t!==
this.#n&&(this.#n=t,this.#o=0),8-this.#o}spend(t){this.#o+=t}#r(){for(let t of this.#t){if(this.#e<=96e6)return;t.pinned()||
(this.drop(t),t.evict())}}},bo=Symbol.for("imgview.page.1"),xo=globalThis,O=xo[bo]??=new ue;var me=class{#t=new Int32Array(1<<18).fill(-1);#e=[];keys=[];columns=[];clear(){this.nextColumn(),this.keys=[0],this.columns=
[0]}nextColumn(){for(let t of this.#e)this.#t[t]=-1;this.#e=[]}number(t,e){let n=this.#t,r=Math.imul(t,2654435761)>>>14;
for(;n[r]>=0;){if(this.keys[n[r]]===t)return n[r];r=r+1&n.length-1}return n[r]=this.keys.length,this.#e.push(r),this.columns.
push(e),this.keys.push(t)-1}},vt=new me;function je(o,t,e,n){let r=n+2,s=r*(e+2),i=new Uint32Array(o.buffer,o.byteOffset,
o.length+3>>2),a=new Uint32Array(e*n);vt.clear();let l=0,c=-1,h=0;for(let f=0;f<i.length;f++)if(i[f]!==0)for(let y=4*f;y<
4*f+4;y++){let g=o[y];if(!g)continue;let d=Math.floor(y/s),x=Math.floor((y-d*s)/r)-1,p=y-d*s-(x+1)*r-1;if(p<0||x<0||p>=n||
x>=e)continue;d!==l&&(l=d,c=-1,vt.nextColumn());let v=o[y-1]&o[y+1]&o[y-r]&o[y+r],w=(e-1-x)*n+p,M=a[w]*65536+g*256+(g&~v);
M!==c&&(c=M,h=vt.number(M,d)),a[w]=h}let u=vt.keys.length,m=wo(o,t.length,e,n);return u===1&&!m.some(Boolean)?null:{...Mo(
a,t,u>4096?vo(a,u):null),apron:m}}function wo(o,t,e,n){let r=n+2,s=new Uint8Array(2*(n+e)*t),i=0,a=(l,c,h)=>{for(let u=0,
m=l;u<h;u++,m+=c)for(let f=0;f<t;f++)s[i++]=o[m+f*r*(e+2)]};return a((e+1)*r+1,1,n),a(1,1,n),a(e*r,-r,e),a(e*r+n+1,-r,e),
s}function vo(o,t){let e=new Uint32Array(t);for(let r=0;r<o.length;r++)e[o[r]]=1;let n=1;for(let r=1;r<t;r++)e[r]&&(e[r]=
n++);e[0]=0;for(let r=0;r<o.length;r++)o[r]=e[o[r]];return e}function Mo(o,t,e){let{keys:n,columns:r}=vt,s=t.length,i=e?
e.reduce((h,u)=>Math.max(h,u),0)+1:n.length,a=new Uint8Array(i*s),l=new Uint8Array(i*s);for(let h=1;h<n.length;h++){let u=e?
e[h]:h;if(u)for(let m=h;m>0;m=Math.floor(n[m]/65536))a[u*s+r[m]]=n[m]>>>8&255,l[u*s+r[m]]=n[m]&255}let c=i<=256?Uint8Array:
i<=65536?Uint16Array:Uint32Array;return{index:new c(o),count:i,bytes:t,own:a,edge:l}}async function Ye(o,t,e,n){let r=new DecompressionStream("deflate"),s=r.writable.getWriter();s.write(new Uint8Array(o.buffer,
o.byteOffset+t,e)).then(()=>s.close()).catch(()=>{});let l=r.readable.getReader(),c=new Uint8Array(new ArrayBuffer(n+3&-4),
0,n),h=0;for(;;){let{done:u,value:m}=await l.read();if(u)break;if(h+m.length>n)throw new Error(`more than ${n} bytes in \
a tile`);c.set(m,h),h+=m.length}if(h!==n)throw new Error(`${h} instead of ${n} bytes in a tile`);return c}async function Ze(o,t){
let{level:e,row:n,col:r,channels:s,image:i,mask:a}=o,[l,c]=o.shape,[h,u]=await Promise.all([Ye(t,0,i,2*l*c*s),a?Ye(t,i,a,
o.bytes.length*(l+2)*(c+2)):null]),m=new Uint16Array(l*c*s);for(let g=0;g<s;g++)ko(h,m,g*l*c,l,c);let f=u?je(u,o.bytes,l,
c):null,y=m.byteLength+(f?f.index.byteLength+2*f.own.byteLength+f.apron.byteLength:0);return{level:e,row:n,col:r,width:c,
height:l,codec:new Nt(...o.codec),channels:s,codes:m,pairs:f,bytes:y}}function ko(o,t,e,n,r){let s=n*r;for(let i=0;i<n;i++){
let a=2*e+i*r,l=e+(n-1-i)*r;for(let c=a+r;a<c;a++,l++)t[l]=o[a]<<8|o[s+a]}}var So=50,fe=1e3,Eo=6e4,de=class{constructor(t,e,n){this.id=t;this.tile=e;this.owner=n}id;tile;owner;bytes=0;picture=null;styleVersion=-1;signature="";refined=-1;get size(){
return this.tile.bytes+(this.picture?4*this.tile.width*this.tile.height:0)}pinned(){return this.owner.pinned(this.id)}evict(){
this.picture=null,this.owner.evicted(this.id)}dropPicture(){this.picture&&(this.picture=null,this.styleVersion=-1,this.signature=
"",O.keep(this,this.size))}},Ut=class{#t;#e;#n=new Map;#o=new Set;#r=new Map;#s=new Set;#i;#l=new Set;#a=null;#c=new Set;#h=0;#u=-1/0;#m=0;#f=fe;#p=-1/0;constructor(t,e){
this.#t=t,this.#e=e,this.#i=[t.on("image_info",()=>this.#g()),t.on("first_tiles",()=>this.#k())],this.#g(),this.#k()}get info(){
return this.#a}get(t){let e=this.#n.get(this.#d(t));return e&&O.touch(e),e}get overview(){return[Math.max((this.#a?.levels??
1)-1,0),0,0]}want(t,e){this.#r.set(t,e),this.#x()}forget(t){if(this.#r.delete(t)&&(this.#x(),!this.#r.size))for(let e of this.#n.
values())e.dropPicture()}refine(t,e){this.#c.size||!this.#a||!t.length||(this.#t.flush(),this.#A(t.map(({tile:n})=>[n.level,
n.row,n.col]),{slots:t,shadingVersion:e}))}onChange(t){return this.#s.add(t),()=>this.#s.delete(t)}receive(t,e){return t.
kind!=="tiles"?!0:(t.image===this.#a?.id&&(t.tiles.forEach((n,r)=>this.#b(t.component,n,e[r])),t.tiles.length&&(this.#f=
fe)),t.done)}pinned(t){return this.#l.has(t)}evicted(t){this.#n.delete(t)}dispose(){clearTimeout(this.#m);for(let t of this.#i)
t();this.#s.clear(),this.#r.clear(),this.#M(),this.#a=null}#d([t,e,n],r=this.#a?.component??"image"){return`${r}/${t}/${e}\
/${n}`}#v(){for(let t of[...this.#s])t()}#M(){for(let t of this.#n.values())O.drop(t);this.#n.clear(),this.#o.clear(),this.#y()}#y(){
for(let{id:t}of this.#c)this.#e.cancel(t);this.#c.clear()}#g(){let t=this.#t.get("image_info"),e="shape"in t?t:null;e?.id!==
this.#a?.id?this.#M():e?.component!==this.#a?.component&&this.#y(),this.#a=e,this.#f=fe,this.#p=-1/0,this.#r.clear(),this.#x(),
this.#v()}#k(){if(this.#a)for(let t of this.#t.get("first_tiles"))this.#b(this.#a.component,t,t.data)}#b(t,e,n){let r=this.#d(
[e.level,e.row,e.col],t),s=this.#a?.id;this.#o.add(r);for(let{left:i}of this.#c)i.delete(r);Ze(e,n).then(i=>s===this.#a?.
id&&this.#T(r,i)).catch(i=>{this.#t.local.set("error",`A tile could not be read: ${String(i)}`),this.#L()}).finally(()=>{
s===this.#a?.id&&(this.#o.delete(r),this.#v())})}#T(t,e){let n=this.#n.get(t);n?(n.tile=e,n.styleVersion=-1,n.signature=
""):(n=new de(t,e,this),this.#n.set(t,n)),O.keep(n,n.size)}#x(){this.#l=new Set([...this.#r.values()].flat().map(t=>this.#d(
t))),this.#a&&this.#l.add(this.#d(this.overview)),this.#w()}#S(){if(!this.#r.size)return[];let t=[...this.#r.values(),[this.
overview]],e=new Map,n=Math.max(...t.map(r=>r.length));for(let r=0;r<n;r++)for(let s of t.slice(0,-1))this.#E(s[r],e);return this.#E(
this.overview,e),[...e.values()]}#E(t,e){if(!t)return;let n=this.#d(t);!this.#n.has(n)&&!this.#o.has(n)&&e.set(n,t)}#w(){
clearTimeout(this.#m);let t=this.#a?this.#S():[];this.#t.local.set("waiting",t.length>0);let e=[...this.#c].some(({refine:c})=>c);
if(!t.length){this.#t.local.set("error",""),e||this.#y();return}let n=new Set([...this.#c].flatMap(({left:c})=>[...c])),
r=t.filter(c=>!n.has(this.#d(c))),s=t.length-r.length,i=e||n.size-s>s;if(!r.length&&!i)return;let a=Math.max(this.#c.size?
this.#u+So:0,this.#p),l=performance.now();if(a>l)this.#m=setTimeout(()=>this.#w(),a-l);else if(i){for(let{id:c}of this.#c)
this.#e.forget(c);this.#c.clear(),this.#h++,this.#A(t,null)}else this.#A(r,null)}#A(t,e){let{id:n,component:r}=this.#a,s={
id:0,left:new Set(t.map(a=>this.#d(a))),refine:e};this.#c.add(s),this.#u=performance.now();let{client:i}=this.#e;s.id=this.#e.
ask(a=>({kind:"tiles",id:a,client:i,image:n,component:r,view:this.#h,refine:e!==null,want:t.map(([l,c,h])=>[l,c,h])}),{reply:(a,l)=>{
let c=this.receive(a,l);return c&&this.#C(s),c},failed:a=>{a&&this.#t.local.set("error",a.error),this.#C(s)}})}#C(t){if(!this.#c.
delete(t))return;let{refine:e,left:n}=t;if(e)for(let r of e.slots)r.refined=e.shadingVersion;else n.size&&this.#L();this.#w()}#L(){
this.#p=performance.now()+this.#f,this.#f=Math.min(2*this.#f,Eo)}};var Xe=2;function pe(o){let t=o.get("protocol");return t===Xe?null:`This page and the kernel run different versions of i\
mgview (page protocol ${Xe}, kernel protocol ${String(t)}): reload the page or restart the kernel.`}var $t=class{store;channel;style;tiles;sky;readout;layers;constructor(t){
this.store=new _t(t),this.channel=new Et(t,this.store.local,(e,n)=>this.tiles.receive(e,n)),this.style=new Dt(this.store),
this.tiles=new Ut(this.store,this.channel),this.sky=new Rt(this.store),this.readout=new Pt(this.store,this.channel,this.
tiles,this.sky),this.layers=new It(this.store,this.channel)}dispose(){this.layers.dispose(),this.readout.dispose(),this.
sky.dispose(),this.tiles.dispose(),this.style.dispose(),this.channel.dispose(),this.store.dispose()}};function Kt(o){let t=matchMedia("(prefers-color-scheme: dark)"),e=()=>{o.dataset.theme=To(t.matches)?"dark":"light",o.dispatchEvent(
new Event("iv-theme"))},n=new MutationObserver(e);for(let r of[document.documentElement,document.body])n.observe(r,{attributeFilter:[
"class","data-jp-theme-light","data-vscode-theme-kind","data-theme","theme"]});return t.addEventListener("change",e),e(),
()=>{n.disconnect(),t.removeEventListener("change",e)}}function To(o){let{jpThemeLight:t,vscodeThemeKind:e}=document.body.
dataset;if(t)return t==="false";if(e)return!e.includes("light");let n=document.documentElement,r=n.dataset.theme??n.getAttribute(
"theme")??"";return/dark|light/.test(r)?r.includes("dark"):o}var Qe=new Map;function ct(o,t){let e=Qe.get(t);return e||(e=new Intl.NumberFormat("en-US",{minimumFractionDigits:t,maximumFractionDigits:t}),
Qe.set(t,e)),e.format(o).replace("-","−")}function ht(o){return o===0?0:Math.floor(Math.log10(Math.abs(o))+1e-12)}function Bt(o){
return Number.isNaN(o)?"NaN":o===1/0?"+inf":o===-1/0?"−inf":null}function j(o){return Bt(o)??ct(o,0)}function q(o,t){let e=Bt(
o);if(e)return e;let n=ht(o);if(n>=Math.max(t,7)+2||n<-4)return o.toExponential(t-1).replace(/\.?0+e/,"e").replace("e+",
"e").replace(/-/g,"−");let r=ct(o,zt(t-1-n));return r.includes(".")?r.replace(/\.?0+$/,""):r}function zt(o){return Math.
min(Math.max(o,0),12)}function ye(o,t,e){let n=t!==null&&t>0&&Number.isFinite(t),r=n?" ± ":"",s=Bt(o),i=ht(s?0:o);if(s||
i>=9||o!==0&&i<-4)return`${s??q(o,7)}${n?r+q(t,3):""}`;let a=e&&Number.isInteger(o),l=n?Math.max(2-ht(t),0):a?0:6-i,c=zt(
Math.min(6-i,l)),h=ct(o,a?0:c);if(!n)return h;let u=t<10**-c;return h+r+(u?q(t,3):ct(t,a?zt(l):c))}function ge(o){return Bt(
o)??ct(o,Math.abs(o)>=99.95?0:Math.abs(o)>=9.995?1:2)}function Y(o,t=Math.abs(o)){if(!Number.isFinite(o)||!(t>0))return q(
o,4);let e=2-ht(t),n=e>12?o:Number(o.toFixed(Math.max(e,0)));return q(n,Math.max(3,ht(n)+1+Math.max(e,0)))}function Je(o){
return`${ct(o,zt(1-ht(o)))}×`}function tn(o){let{store:t,session:{style:e}}=o,n=b("canvas",{class:"iv-ramp",attrs:{width:256,height:1,"aria-hidden":"t\
rue"}}),[r,s,i]=[b("span"),b("span"),b("span")],a=b("div",{class:"iv-colorbar"},n,b("div",{class:"iv-ends"},r,s,i)),l=V(
()=>{let{shading:c}=e,h=C(t)?.unit??"",u=n.getContext("2d");if(!u)return;let m=u.createImageData(256,1);new Uint32Array(
m.data.buffer).set(e.bar()),u.putImageData(m,0,0);let f=c.high-c.low;A(r,Y(c.low,f)),A(s,Y(c.low+c.thresholds[127]*f,f)),
A(i,`${Y(c.high,f)} ${h}`.trimEnd())});return o.onClose(l.cancel),o.onClose(e.onChange(l.ask)),o.watch(["image_info"],l.
ask),a}var en="rgba(0, 0, 0, 0.7)",nn="#ffffff";function ut(o,t,e=1.5,n=nn,r=2.5){o.lineJoin=o.lineCap="round",o.strokeStyle=en,
o.lineWidth=e+r,o.stroke(t),o.strokeStyle=n,o.lineWidth=e,o.stroke(t)}function mt(o,t,e,n,r=nn){o.lineJoin="round",o.strokeStyle=
en,o.lineWidth=3,o.strokeText(t,e,n),o.fillStyle=r,o.fillText(t,e,n)}var Ao=[1,2,5],Co=[1,2,5,10,20,30];function on(o,t){if(!(o>0)||!Number.isFinite(o))return null;let e=132*o,[n,r]=t?Io(e):
Lo(e);return{length:n/o,label:r}}function be(o){let t=10**Math.floor(Math.log10(o));return Math.max(...Ao.filter(e=>e*t<=
o*(1+1e-9)))*t}function Lo(o){let t=be(o);return[t,`${Number(t.toPrecision(1))} px`]}function Io(o){if(o<1){let r=be(o);
return[r,`${Number(r.toPrecision(1))}″`]}if(o>=3600){let r=be(o/3600);return[r*3600,`${Number(r.toPrecision(1))}°`]}let[
t,e]=o>=60?[60,"′"]:[1,"″"],n=Math.max(...Co.filter(r=>r*t<=o));return[n*t,`${n}${e}`]}var rn=28,Po=170,Ro="rgba(150, 215, 255, 0.6)",Oo="#d9f2ff",Vo=sn([1,2,5,10,20,30].flatMap(o=>[o/3600,o/60]),[1,2,5,10,15,
30]),Fo=sn([1,2,5,10,20,30].flatMap(o=>[o/240,o/4]),[15,30,45]);function sn(o,t){return[...[.001,.01,.1].flatMap(n=>[1,2,
5].map(r=>r*n*Math.min(...o))),...o,...t].sort((n,r)=>n-r)}function an(o,t,e){let{width:n,height:r}=e,s=Do(t,e),i=new Path2D,
a=[];for(let[c,h,u,m]of[[s.ra,Fo,$o,["top","bottom","left","right"]],[s.dec,Vo,Ko,["left","right","top","bottom"]]])for(let{
level:f,label:y}of Ho(c,h,Math.hypot(n,r)/Po,u))a.push({text:y,ends:Uo(i,s,c,f,n,r),sides:m});ut(o,i,1,Ro,1.2),o.textAlign=
"left",o.textBaseline="alphabetic";let l=[[0,0,60,30],[0,r-84,250,r],[n-172,r-132,n,r]];for(let{text:c,ends:h,sides:u}of a){
let m=o.measureText(c).width,f=u.flatMap(y=>h.map(g=>_o(g,y,m,n,r))).find(y=>y&&l.every(g=>No(y,g)));f&&(l.push(f),mt(o,
c,f[0],f[3]-3,Oo))}}function _o({x:o,y:t},e,n,r,s){if({top:t,bottom:s-t,left:o,right:r-o}[e]>1)return null;let[a,l]={top:[
o+5,9],bottom:[o+5,s-22],left:[8,t-18],right:[r-n-8,t-18]}[e];return a<4||l<4||a+n>r-4||l+16>s-4?null:[a,l,a+n,l+16]}function No(o,t){
return o[2]+8<t[0]||t[2]+8<o[0]||o[3]<t[1]||t[3]<o[1]}function Do(o,t){let e=Math.max(2,Math.ceil(t.width/rn)),n=Math.max(
2,Math.ceil(t.height/rn)),r=new Float64Array((e+1)*(n+1)).fill(NaN),s=new Float64Array(r.length).fill(NaN),i=o.radec(t.center.
x,t.center.y)?.ra??0;for(let a=0;a<=n;a++)for(let l=0;l<=e;l++){let{x:c,y:h}=t.toImage(t.width*l/e,t.height*a/n),u=o.radec(
c,h);u&&(r[a*(e+1)+l]=i+(u.ra-i+540)%360-180,s[a*(e+1)+l]=u.dec)}return{nx:e,ny:n,ra:r,dec:s}}function Ho(o,t,e,n){let r=o.
filter(Number.isFinite);if(!r.length)return[];let s=r.reduce((c,h)=>Math.min(c,h)),i=r.reduce((c,h)=>Math.max(c,h)),a=t.
find(c=>(i-s)/c<=e)??t[t.length-1],l=[];for(let c=Math.ceil(s/a);c*a<=i;c++)l.push({level:c*a,label:n(c*a,a)});return l}
function Uo(o,t,e,n,r,s){let{nx:i,ny:a}=t,l=[],c=(h,u,m,f)=>{let y=e[u*(i+1)+h]-n,g=e[(u+f)*(i+1)+h+m]-n;if(y<0==g<0||Math.
abs(y-g)>170)return null;let d=y/(y-g);return{x:(h+m*d)*r/i,y:(u+f*d)*s/a}};for(let h=0;h<a;h++)for(let u=0;u<i;u++){let m=[
c(u,h,1,0),c(u,h+1,1,0),c(u,h,0,1),c(u+1,h,0,1)].filter(f=>f!==null);if(!(m.length<2)){o.moveTo(m[0].x,m[0].y),o.lineTo(
m[1].x,m[1].y);for(let f of m){let{x:y,y:g}=f;(y<1||g<1||y>r-1||g>s-1)&&l.push(f)}}}return l}function $o(o,t){let e=t*240,
n=Ot(o,e<1?Math.ceil(-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,5):n}function Ko(o,t){let e=t*3600,n=Vt(o,e<1?Math.ceil(
-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,6):n}var zo=4,Bo=16,tt=12,ft=34;function ln(o){let{painter:t,probe:e,session:n,store:r,root:s}=o,{viewport:i}=t,a=b("canvas",
{class:"iv-furniture",attrs:{"aria-hidden":"true"}}),l="",c=()=>{h.cancel();let{width:u,height:m}=i,f=st(a,u,m,i.dpr);if(!f)
return;f.clearRect(0,0,u,m);let y=C(r);if(s.dataset.zoom=String(i.zoom),!y||u<60||m<60)return;l||=`12px ${getComputedStyle(
s).fontFamily}`,f.font=l,i.zoom>=Bo&&Go(f,i),r.get("show_grid")&&n.sky.known&&an(f,n.sky,i),e.at&&Wo(f,i,e.at,e.pinned),
f.textBaseline="alphabetic",f.textAlign="left",mt(f,Je(i.zoom),tt,tt+10);let g=m>150?qo(f,o):0;jo(f,o,g)},h=V(c);return o.
onClose(t.onFrame(c)),o.onClose(e.onChange(h.ask)),o.onClose(h.cancel),o.watch(["show_grid","image_info","sky_grid"],h.ask),
a}function Go(o,t){let{width:e,height:n,dpr:r}=t,[s,i]=t.box.shape,[a,l]=t.box.start,c=t.toImage(0,n),h=t.toImage(e,0),[
u,m]=[Math.max(c.x,l-.5),Math.min(h.x,l+i-.5)],[f,y]=[Math.max(c.y,a-.5),Math.min(h.y,a+s-.5)],g=t.toScreen(u,y),d=t.toScreen(
m,f),x=v=>(Math.round(v*r)+.5)/r,p=new Path2D;for(let v=Math.ceil(u-.5)+.5;v<=m;v++){let w=x(t.toScreen(v,0).sx);p.moveTo(
w,g.sy),p.lineTo(w,d.sy)}for(let v=Math.ceil(f-.5)+.5;v<=y;v++){let w=x(t.toScreen(0,v).sy);p.moveTo(g.sx,w),p.lineTo(d.
sx,w)}o.lineWidth=1/r,o.strokeStyle="rgba(128, 128, 128, 0.4)",o.stroke(p)}function Wo(o,t,e,n){let[r,s]=[Math.round(e.x),
Math.round(e.y)],[i,a]=t.box.shape,[l,c]=t.box.start;if(r<c||s<l||r>=c+a||s>=l+i)return;let h=t.toScreen(r-.5,s+.5),u=t.
toScreen(r+.5,s-.5),m=new Path2D;if(t.zoom>=zo&&m.rect(h.sx,h.sy,u.sx-h.sx,u.sy-h.sy),n){let[y,g]=[(h.sx+u.sx)/2,(h.sy+u.
sy)/2],d=Math.max((u.sx-h.sx)/2,0)+4;for(let[x,p]of[[1,0],[-1,0],[0,1],[0,-1]])m.moveTo(y+x*d,g+p*d),m.lineTo(y+x*(d+12),
g+p*(d+12))}ut(o,m,1.25)}function qo(o,t){let{viewport:e}=t.painter,n=t.session.sky.compass(e.center.x,e.center.y);if(!n||
!Number.isFinite(n.north.x+n.east.x))return 0;let r=[n.north,n.east].map(({x:f,y})=>({x:f*ft,y:-y*ft})),s=r.map(({x:f,y})=>({
x:f*(1+11/ft),y:y*(1+11/ft)})),i=f=>[Math.min(0,...f),Math.max(0,...f)],[a,l]=i(s.flatMap(({x:f})=>[f-5,f+5])),[,c]=i(s.
flatMap(({y:f})=>[f-5,f+5])),h=tt-a,u=e.height-tt-c,m=new Path2D;for(let{x:f,y}of r){m.moveTo(h,u),m.lineTo(h+f,u+y);let[
g,d]=[f/ft,y/ft];for(let x of[1,-1])m.moveTo(h+f,u+y),m.lineTo(h+f-6*g+x*3.5*d,u+y-6*d-x*3.5*g)}return ut(o,m),o.textAlign=
"center",o.textBaseline="middle",["N","E"].forEach((f,y)=>mt(o,f,h+s[y].x,u+s[y].y)),l-a+18}function jo(o,t,e){let{viewport:n}=t.
painter,r=Yo(t),s=on((r??1)/n.zoom,r!==null);if(!s)return;let i=tt+e,a=n.height-tt-1;if(i+s.length>n.width-tt)return;let l=new Path2D;
l.moveTo(i,a-4),l.lineTo(i,a+1),l.moveTo(i,a-1.5),l.lineTo(i+s.length,a-1.5),l.moveTo(i+s.length,a-4),l.lineTo(i+s.length,
a+1),ut(o,l),o.textAlign="center",o.textBaseline="alphabetic",mt(o,s.label,i+s.length/2,a-9)}function Yo(o){let{x:t,y:e}=o.
painter.viewport.center,n=o.session.sky.radec(t-5,e),r=o.session.sky.radec(t+5,e);if(!n||!r)return null;let s=Math.PI/180,
i=(r.dec-n.dec)*s/2,a=(r.ra-n.ra)*s/2,l=Math.sin(i)**2+Math.cos(n.dec*s)*Math.cos(r.dec*s)*Math.sin(a)**2;return 2*Math.
asin(Math.sqrt(l))*3600/s/10}var xe={visible:!1,color:"#ffffff",opacity:.5,outline:!1},cn=new WeakMap;function U(o){let t=cn.get(o);return t||(t=new we(
o),cn.set(o,t)),t}var we=class{constructor(t){this.store=t;this.expressions=new ve(t)}store;before=null;hidden=null;hiddenExpressions=null;expressions;get infos(){
return this.store.get("mask_planes")}get listed(){return[...this.infos].sort((t,e)=>+(t.count===0)-+(e.count===0))}get shown(){
return this.infos.map(t=>t.name).filter(t=>this.state(t).visible)}state(t){let e=this.store.get("planes");return Object.
hasOwn(e,t)?e[t]??xe:xe}set(t,e){this.apply(new Map([[t,e]]))}show(t,e){this.before=null,this.apply(new Map([...t].map(n=>[
n,{visible:e}])))}toggle(t){this.show([t],!this.state(t).visible)}isSolo(t){let e=this.shown;return this.before!==null&&
e.length===1&&e[0]===t}solo(t){if(this.isSolo(t)){let n=this.before??new Set;this.before=null,this.only(n);return}this.before!==
null&&this.shown.length===1||(this.before=new Set(this.shown)),this.only(new Set([t]))}step(t){let e=this.listed.filter(
a=>a.count!==0).map(a=>a.name);if(!e.length)return;let n=e.findIndex(a=>this.isSolo(a)),r=e[n],s=t>0?0:e.length-1,i=e[r===
void 0?s:n+t];i!==void 0?this.solo(i):r!==void 0&&this.solo(r)}toggleAll(){let{shown:t,expressions:e}=this,n=e.all.filter(
({visible:r})=>r).map(({name:r})=>r);t.length||n.length?(this.hidden=new Set(t),this.hiddenExpressions=new Set(n),this.show(
t,!1),e.show(this.hiddenExpressions,!1)):(this.show(this.hidden??new Set(this.infos.map(r=>r.name)),!0),e.show(this.hiddenExpressions??
new Set(e.all.map(({name:r})=>r)),!0))}only(t){this.apply(new Map(this.infos.map(({name:e})=>[e,{visible:t.has(e)}])))}apply(t){
let e={...this.store.get("planes")};for(let[n,r]of t)Object.defineProperty(e,n,{value:{...this.state(n),...r},enumerable:!0,
configurable:!0,writable:!0});this.store.set("planes",e)}},ve=class{constructor(t){this.store=t}store;get all(){return this.
store.get("mask_expressions").filter(({removed:t})=>!t)}state(t){return this.all.find(e=>e.name===t)??xe}set(t,e){this.apply(
new Set([t]),e)}show(t,e){this.apply(t,{visible:e})}apply(t,e){let n=this.store.get("mask_expressions").map(r=>t.has(r.name)?
{...r,...e}:r);this.store.set("mask_expressions",n)}};var Zo=.12;function Xo(o,t){if(!t)return;let e={ArrowLeft:1,ArrowRight:-1}[t.key]??0,n={ArrowUp:1,ArrowDown:-1}[t.key]??
0;if(t.shiftKey&&o.probe.pinned){o.probe.nudge(-e,n);return}let{viewport:r}=o.painter,s=Zo*Math.min(r.width,r.height)*(t.
shiftKey?5:1);r.panBy(e*s,n*s)}function hn(o,t){let{viewport:e}=o.painter;e.zoomAbout(t,e.width/2,e.height/2)}function Me(o,t,e){
let n=o.indexOf(t);return o[(n+(e?o.length-1:1))%o.length]}function Mt(o,t){let e=o.store.get("cuts_table")[t];e&&(o.store.
set("cuts",e),o.store.set("cuts_mode",t))}function dt(o,t,e){!(e>t)||!Number.isFinite(t)||!Number.isFinite(e)||(o.store.
set("cuts",[t,e]),o.store.set("cuts_mode","explicit"))}var kt=[{id:"zoom-in",label:"Zoom in",keys:["+","="],group:"View",
run:o=>hn(o,Math.SQRT2)},{id:"zoom-out",label:"Zoom out",keys:["-","_"],group:"View",run:o=>hn(o,Math.SQRT1_2)},{id:"pan",
label:"Pan; with Shift further",group:"View",keys:["ArrowLeft","ArrowUp","ArrowDown","ArrowRight"],run:Xo},{id:"home",label:"\
Back to the first view",keys:["h"],group:"View",icon:"home",run:o=>o.painter.viewport.home()},{id:"fit",label:"Fit the w\
hole image",keys:["f","0"],group:"View",text:"fit",run:o=>o.painter.viewport.fit()},{id:"one",label:"One image pixel a s\
creen pixel",keys:["1"],group:"View",text:"1:1",run:o=>o.painter.viewport.oneToOne()},{id:"grid",label:"Sky coordinate g\
rid",keys:["g"],group:"View",icon:"grid",run:({store:o})=>{o.get("image_info").has_sky&&o.set("show_grid",!o.get("show_g\
rid"))}},{id:"component",label:"Next of image, variance, S/N, …; with Shift the previous",keys:["v","V"],group:"Displa\
y",run:({store:o},t)=>{let e=Me(o.get("image_info").components??[],o.get("component"),t?.shiftKey??!1);e&&o.set("compone\
nt",e)}},{id:"stretch",label:"Next stretch; with Shift the previous",keys:["s","S"],group:"Display",run:({store:o},t)=>{
let e=Me(o.get("stretch_names"),o.get("stretch"),t?.shiftKey??!1);e&&o.set("stretch",e)}},{id:"cuts",label:"Next cuts; w\
ith Shift the previous",keys:["c","C"],group:"Display",run:(o,t)=>{let{store:e}=o,n=Object.keys(e.get("cuts_table")),r=Me(
n,e.get("cuts_mode"),t?.shiftKey??!1);r&&Mt(o,r)}},{id:"invert",label:"Invert the map",keys:["i"],group:"Display",run:({
store:o})=>{B(o)||o.set("inverted",!o.get("inverted"))}},{id:"reset",label:"Reset contrast and bias",keys:["r"],group:"D\
isplay",run:({store:o})=>{o.set("contrast",1),o.set("bias",.5)}},{id:"masks",label:"Hide all planes; again shows them",keys:[
"m"],group:"Mask planes",run:({store:o})=>U(o).toggleAll()},{id:"previous-plane",label:"Previous plane alone",keys:["["],
group:"Mask planes",run:({store:o})=>U(o).step(-1)},{id:"next-plane",label:"Next plane alone",keys:["]"],group:"Mask pla\
nes",run:({store:o})=>U(o).step(1)},{id:"filter",label:"Find a plane by name",keys:["/"],group:"Mask planes",run:o=>{o.showPanel(
!0),o.root.querySelector(".iv-filter")?.focus()}},{id:"layers",label:"Hide all layers; again shows them",keys:["l"],group:"\
Layers",run:({session:o})=>o.layers.toggleAll()},{id:"pin",label:"Pin the reading; again lets go",keys:["x"],group:"Read\
ing",run:o=>o.probe.togglePin()},{id:"nudge",label:"Move the pinned reading by a pixel",keys:["Shift+Arrows"],group:"Rea\
ding",run:()=>{}},{id:"panel",label:"Side panel",keys:["p"],group:"Viewer",icon:"panel",run:o=>o.showPanel(!o.panelShown())},
{id:"help",label:"Keyboard and mouse",keys:["?"],group:"Viewer",icon:"help",run:o=>o.toggleHelp()}],ke=new Map;for(let o of kt)
for(let t of o.keys)ke.set(t,o);function un(o){return ke.get(o)??ke.get(o.toLowerCase())}function et(o){let t=kt.find(e=>e.
id===o);if(!t)throw new Error(`no action ${o}`);return t}var Qo={ArrowLeft:"←",ArrowUp:"↑",ArrowDown:"↓",ArrowRight:"\
→","-":"−","Shift+Arrows":"Shift ←↑↓→"};function $(o){return Qo[o]??(o.length===1?o.toUpperCase():o)}function mn(o){
return`${o.label} (${$(o.keys[0]??"")})`}function fn(o,t,e,n){let{width:r,height:s}=o.painter.viewport;o.store.set("bias",
z(t.bias+e/Math.max(r,1),0,1)),o.store.set("contrast",z(t.contrast*Math.exp(-3*n/Math.max(s,1)),.05,20))}var dn="http://www.w3.org/2000/svg",Jo={home:"M2.5 7.8 8 3l5.5 4.8M4 6.8V13h3V9.8h2V13h3V6.8",grid:"M8 2a6 6 0 1 0 0 12A\
6 6 0 0 0 8 2ZM2 8h12M8 2c-3.4 3.4-3.4 8.6 0 12M8 2c3.4 3.4 3.4 8.6 0 12",panel:"M2.5 3h11v10h-11ZM9.5 3v10M11.2 6h.8M11\
.2 8h.8",help:"M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",more:"M3.5 8h.01M8 8h.01M12.5 8h.01",caret:"\
m4.5 6.5 3.5 3.5 3.5-3.5",check:"m3.5 8.5 3 3 6-7",close:"m4 4 8 8M12 4l-8 8",eye:"M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 1\
2.2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",eyeOff:"M2 8.2c1.6 2.2 3.7 3.3 6 3.3s4.4-1.1 6-3\
.3M4.2 10.3l-1 1.6M8 11.5v1.9M11.8 10.3l1 1.6",warning:"M8 2.5 14.5 13.5h-13ZM8 6.5V10M8 11.9v.1"};function F(o){let t=document.
createElementNS(dn,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("class","iv-icon"),t.setAttribute("aria-h\
idden","true");let e=document.createElementNS(dn,"path");return e.setAttribute("d",Jo[o]),t.append(e),t}var tr=[["wheel, pinch","Zoom about the pointer"],["drag","Pan"],["right or Shift drag","Contrast and bias"],["double cl\
ick","Centre there"],["Alt click on an eye","This plane alone"],["double click histogram","Cuts by zscale"]];function yn(o){
let t=b("button",{class:"iv-button iv-plain",title:"Close (Esc)",attrs:{type:"button","aria-label":"Close the help"},on:{
click:()=>s(!1)}},F("close")),e=[...new Set(kt.map(i=>i.group))].map(i=>pn(i,kt.filter(a=>a.group===i).map(a=>[er(a.keys),
a.label]))),n=pn("Mouse",tr.map(([i,a])=>[[i],a])),r=b("div",{class:"iv-help",attrs:{role:"dialog","aria-label":"Keyboar\
d and mouse",hidden:!0},on:{keydown:i=>{i.key!=="Escape"&&i.key!=="?"||(i.preventDefault(),i.stopPropagation(),s(!1))},wheel:i=>i.
stopPropagation()}},b("div",{class:"iv-help-card"},b("div",{class:"iv-section-title"},b("b",{},"Keyboard and mouse"),b("\
span",{class:"iv-spring"}),t),b("div",{class:"iv-help-columns"},...e,n))),s=i=>{r.hidden=!i,(i?t:o.stage).focus()};return{
node:r,toggle:()=>s(r.hidden)}}function er(o){let t=o.filter(e=>e.startsWith("Arrow"));return t.length?[t.map($).join("")]:
o.filter(e=>e!=="="&&e!=="_"&&!/^[A-Z]$/.test(e)).map($)}function pn(o,t){return b("section",{},b("h3",{},o),b("dl",{},...t.
flatMap(([e,n])=>[b("dt",{},...e.map(r=>b("kbd",{},r))),b("dd",{},n)])))}var Gt=38,gn={low:.16,high:.22};function bn(o){let{store:t}=o,e=b("canvas",{attrs:{"aria-hidden":"true"}}),n=["low","hig\
h"].map(d=>c(d)),r=["red","green","blue"].map(d=>b("span",{class:"iv-here",attrs:{hidden:!0,"data-channel":d}})),s=b("sp\
an",{class:"iv-span",title:"Drag: both cuts"}),i=b("div",{class:"iv-histogram",title:"Drag the cuts; double click: zscal\
e",on:{dblclick:()=>Mt(o,"zscale")}},e,s,...r,...n),a={from:0,to:1},l=!1;function c(d){return b("div",{class:"iv-handle",
title:`${d==="low"?"Low":"High"} cut: drag, or arrow keys`,attrs:{role:"slider",tabindex:0,"aria-label":`${d} cut`,"data\
-end":d},on:{pointerdown:x=>u(x,d),keydown:x=>{let p={ArrowLeft:-1,ArrowRight:1}[x.key];if(!p||x.ctrlKey||x.metaKey)return;
x.preventDefault();let v=p*(x.shiftKey?10:1)*(a.to-a.from)/200;h(t.get("cuts"),d==="low"?v:0,d==="high"?v:0)}}})}function h(d,x,p){
let v=(a.to-a.from)/500,[w,M]=[d[0]+x,d[1]+p];x&&!p?dt(o,Math.min(w,M-v),M):p&&!x?dt(o,w,Math.max(M,w+v)):dt(o,w,M)}function u(d,x){
if(d.button!==0)return;let p=d.currentTarget;l=!0;let v=[...t.get("cuts")],w=(a.to-a.from)/Math.max(e.clientWidth,1),M=0,
E=V(()=>{let k=M*w;M&&h(v,x==="high"?0:k,x==="low"?0:k)});Z(d,p,k=>{M=k,E.ask()},()=>{l=!1,f.ask()})}s.addEventListener(
"pointerdown",d=>u(d,"both"));let m=d=>z((d-a.from)/(a.to-a.from),0,1)*100,f=V(()=>{let d=i.clientWidth,{low:x,high:p,counts:v}=t.
get("histogram"),w=t.get("cuts");i.hidden=!v?.length,!(!d||x===void 0||p===void 0||!v?.length)&&(l||(a=or(a,w,x,p)),nr(e,
rr(v,x,p,a,Math.round(d/2)),d),n.forEach((M,E)=>{M.style.left=`${m(w[E])}%`,S(M,"aria-valuenow",String(w[E])),S(M,"aria-\
valuetext",Y(w[E])),S(M,"aria-valuemin",String(a.from)),S(M,"aria-valuemax",String(a.to))}),s.style.left=`${m(w[0])}%`,s.
style.right=`${100-m(w[1])}%`,y())}),y=()=>{let{reading:d}=o.probe,x=d?.inside?d.values:[];S(i,"data-color",x.length>1),
r.forEach((p,v)=>{p.hidden=!Number.isFinite(x[v]),p.hidden||(p.style.left=`${m(x[v])}%`)})};o.onClose(f.cancel),o.onClose(
o.probe.onChange(y)),o.watch(["histogram","cuts"],f.ask),o.root.addEventListener("iv-theme",f.ask,{signal:o.signal});let g=new ResizeObserver(
f.ask);return g.observe(i),o.onClose(()=>g.disconnect()),i}function nr(o,t,e){let n=st(o,e,Gt);if(!n)return;n.clearRect(
0,0,e,Gt),n.fillStyle=getComputedStyle(o).color;let r=Math.log1p(Math.max(...t,1));t.forEach((s,i)=>{let a=Math.max((Gt-
2)*(Math.log1p(s)/r),1);s>0&&n.fillRect(2*i,Gt-a,1.6,a)})}function or(o,t,e,n){let r=o.to-o.from,[s,i]=[(t[0]-o.from)/r,
(t[1]-o.from)/r],a=Math.max(n,t[1])-Math.min(e,t[0]);if(s>=.02&&i<=.98&&i-s>.35&&r<=1.5*a)return o;let l=t[1]-t[0];return{
from:t[0]-gn.low*l,to:t[1]+gn.high*l}}function rr(o,t,e,n,r){let s=(e-t)/o.length,i=(n.to-n.from)/r,a=new Float64Array(o.
length+1);o.forEach((c,h)=>a[h+1]=a[h]+c);let l=c=>{let h=z((c-t)/s,0,o.length),u=Math.min(Math.floor(h),o.length-1);return a[u]+
(h-u)*o[u]};return Array.from({length:r},(c,h)=>{let u=n.from+h*i;return l(u+i)-l(u)})}function xn(o){let{root:t,signal:e}=o;t.addEventListener("focusin",n=>{n.target.setAttribute("data-lm-suppress-shortcuts",
"true")},{signal:e}),t.addEventListener("keydown",n=>{if(n.defaultPrevented||n.ctrlKey||n.metaKey||n.altKey||n.target.closest(
"input, .iv-popup"))return;if(n.key==="Escape"){o.probe.pinned&&o.probe.togglePin(),o.stage.focus();return}let s=un(n.key);
s&&(n.preventDefault(),n.stopPropagation(),s.run(o,n))},{signal:e})}var sr=["#ff4136","#ff851b","#ffdc00","#2ee65c","#39cccc","#5b8cff","#b06cff","#ff3df2","#ffa6c9","#8fd3ff","#c7b26b","#\
ffffff"];function Se(o,t,e,...n){let r=b("input",{class:"iv-picker",title:"Any colour",attrs:{type:"color",value:t,"aria\
-label":"Colour"},on:{input:()=>i(r.value)}}),s=b("input",{class:"iv-input",title:"Colour as #rrggbb",attrs:{type:"text",
value:t,"aria-label":"Colour as #rrggbb",spellcheck:"false",maxlength:7},on:{input:()=>{let l=/^#[0-9a-f]{6}$/i.test(s.value);
S(s,"aria-invalid",l?null:"true"),l&&i(s.value.toLowerCase())}}}),i=l=>{r.value=l,s.value.toLowerCase()!==l&&(s.value=l),
S(s,"aria-invalid",null),e(l)},a=b("div",{class:"iv-offered"},...sr.map(l=>{let c=b("button",{title:l,attrs:{type:"butto\
n","aria-label":`Colour ${l}`},on:{click:()=>i(l)}});return c.style.background=l,c}));return b("div",{class:"iv-plane-fo\
rm"},b("div",{class:"iv-form-title"},o),a,b("div",{class:"iv-form-row"},r,s),...n)}function Wt(o,t){let e=o.state(t),n=[
["fill",!1],["outline",!0]].map(([s,i])=>{let a=b("button",{class:"iv-button",attrs:{type:"button","aria-pressed":String(
e.outline===i)},on:{click:()=>{o.set(t,{outline:i});for(let l of n)S(l,"aria-pressed",String(l===a))}}},s);return a}),r=b(
"div",{class:"iv-group iv-choice"},...n);return Se(t,e.color,s=>o.set(t,{color:s}),r)}function pt(o,t,e,n,r=!1){let s=b("button",{class:"iv-eye",title:n?"Show or hide; with Alt this plane alone":"Show or hi\
de",attrs:{type:"button",role:"switch","aria-label":`Show ${o}`,"aria-description":t}},F("eye"),F("eyeOff")),i=b("button",
{class:"iv-swatch",title:n||r?"Colour, fill or outline":"Colour",attrs:{type:"button","aria-label":`Colour of ${o}`,"ari\
a-haspopup":"dialog"}},b("span",{})),a=n?[b("button",{class:"iv-solo",title:"This plane alone; again: as before (Alt-cli\
ck on the eye)",attrs:{type:"button",tabindex:-1,"aria-label":`Show ${o} alone`}},"solo")]:[],l=r?[b("button",{class:"iv\
-solo iv-remove",title:"Take this away (Delete)",attrs:{type:"button",tabindex:-1,"aria-label":`Remove ${o}`}},"remove")]:
[],c=b("span",{class:"iv-count"}),h=b("div",{class:"iv-opacity",attrs:{role:"slider","aria-label":`Opacity of ${o}`,"ari\
a-valuemin":0,"aria-valuemax":100}},b("span",{class:"iv-track"},b("span",{class:"iv-fill"})));return{node:b("div",{class:"\
iv-row",attrs:{role:"listitem",...e}},s,i,b("span",{class:"iv-name"},o),...a,...l,c,h),eye:s,swatch:i,count:c,bar:h,drawn:null}}
function yt(o,t){let{drawn:e}=o;if(e&&e.visible===t.visible&&e.color===t.color&&e.opacity===t.opacity&&e.hollow===t.hollow)
return;o.drawn=t,S(o.node,"data-shown",String(t.visible)),S(o.eye,"aria-checked",String(t.visible)),S(o.swatch,"data-out\
line",String(t.hollow)),o.node.style.setProperty("--iv-plane",t.color),o.node.style.setProperty("--iv-opacity",`${t.opacity*
100}%`);let n=Math.round(t.opacity*100);o.bar.title=`Opacity ${n} %: drag`,S(o.bar,"aria-valuenow",String(n))}function qt(o,{
name:t,description:e,count:n},r){A(o.count,n===null?"…":j(n)),S(o.node,"data-empty",String(n===0));let s=n&&r?` (${q(100*
n/r,2)} %)`:"",i=n===null?"":`${j(n)} pixels${s}`,a=[t,e,i].filter(Boolean).join(`
`);o.node.title!==a&&(o.node.title=a)}var Q=class{constructor(t,e,n){this.actions=n;this.node=b("div",{class:"iv-rows",attrs:{
role:"list","aria-label":e},on:{click:r=>this.#n(t,r),pointerdown:r=>this.#o(r),keydown:r=>this.#r(r)}})}actions;node;#t=null;reachable(){
let t=this.actions.listed(),e=this.#t&&t.includes(this.#t)?this.#t:t[0];for(let n of t){let r=n===e?"0":"-1";for(let s of[
n.eye,n.swatch,n.bar])S(s,"tabindex",r)}}focus(t,e="eye"){t&&(this.#t=t,this.reachable(),t[e].focus())}#e(t){let e=t.target.
closest(".iv-row");return this.actions.listed().find(n=>n.node===e)}#n(t,e){let n=this.#e(e);if(!n)return;let{actions:r}=this;
this.#t=n,this.reachable(),X(e,".iv-swatch")?t.popup.form(n.swatch,`Colour of ${r.name(n)}`,r.form(n)):X(e,".iv-remove")?
r.remove?.(n):X(e,".iv-solo")||X(e,".iv-eye, .iv-name")&&e.altKey?r.solo?.(n):X(e,".iv-eye, .iv-name")&&r.toggle(n)}#o(t){
let e=this.#e(t);if(!e||!X(t,".iv-opacity")||t.button!==0)return;this.focus(e,"bar");let n=e.bar.getBoundingClientRect(),
r=(t.clientX-n.left)/n.width,s=V(()=>this.actions.setOpacity(e,wn(r)));s.ask(),Z(t,e.bar,i=>{r=(t.clientX+i-n.left)/n.width,
s.ask()})}#r(t){let e=this.#e(t);if(!e||t.ctrlKey||t.metaKey)return;let{actions:n}=this,r=X(t,".iv-opacity")?"bar":X(t,"\
.iv-swatch")?"swatch":"eye",s=n.listed(),i=s.indexOf(e),a={ArrowRight:.05,ArrowLeft:-.05}[t.key];if(t.key==="ArrowDown")
this.focus(s[i+1],r);else if(t.key==="ArrowUp")i>0?this.focus(s[i-1],r):n.above?.();else if(r==="bar"&&a)n.setOpacity(e,
wn(n.opacity(e)+a));else if(t.key==="Delete"&&n.remove)this.focus(s[i+1]??s[i-1],r),n.remove(e);else if(r==="eye"&&t.altKey&&
(t.key==="Enter"||t.key===" "))n.solo?.(e);else return;t.preventDefault(),t.stopPropagation()}};function X(o,t){return o.
target.closest(t)!==null}function wn(o){return Math.round(z(o,0,1)*100)/100}function vn(o){let{layers:t}=o.session,e=new Map,n=[],r=b("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"po\
lite"}}),s=new Q(o,"Layers",{listed:()=>n,toggle:({layer:a})=>t.toggle(a.key),form:({layer:a})=>Se(a.name,a.color,l=>t.set(
a.key,{color:l})),name:({layer:a})=>a.name,opacity:({layer:a})=>a.opacity,setOpacity:({layer:a},l)=>t.set(a.key,{opacity:l})}),
i=b("section",{class:"iv-layers",attrs:{"aria-label":"Layers",hidden:!0}},b("div",{class:"iv-section-title"},b("b",{},"L\
ayers"),r),s.node);return o.watch(["layers"],()=>{let a=n;if(n=[...t.all].reverse().map(c=>{let h=e.get(c.key);return h||
e.set(c.key,h={...pt(c.name,"",{"data-layer":c.name},!1),layer:c}),h.layer=c,h}),n.length!==a.length||n.some((c,h)=>c!==
a[h])){s.node.replaceChildren(...n.map(c=>c.node)),s.reachable();for(let[c,h]of e)n.includes(h)||e.delete(c)}for(let c of n)
ir(c);let l=n.filter(({layer:c})=>c.visible).length;A(r,`${l} of ${n.length} shown`),i.hidden=n.length===0}),i}function ir(o){
let{name:t,kind:e,count:n,missing:r,color:s,opacity:i,visible:a}=o.layer;A(o.count,j(n)+(r?` (−${j(r)})`:"")),S(o.node,
"data-empty",String(n===0));let l=`${j(n)} ${e==="shapes"?"sources":"outlines"}`,c=r?`${j(r)} without a place on the ima\
ge`:"",h=o.layer.kind==="shapes"&&o.layer.symbol==="ellipse"?o.layer.dots:0,u=h?`${j(h)} without an ellipse, drawn as do\
ts`:"",m=[t,l,c,u].filter(Boolean).join(`
`);o.node.title!==m&&(o.node.title=m),S(o.swatch,"data-round",e==="shapes"),yt(o,{visible:a,color:s,opacity:i,hollow:!0})}function Mn(o){let{store:t}=o,{expressions:e}=U(t),n=new Map,r=[],s=new Q(o,"Conditions on mask planes",{listed:()=>r,toggle:({
expression:a})=>e.set(a.name,{visible:!a.visible}),remove:({expression:a})=>e.set(a.name,{removed:!0}),form:({expression:a})=>Wt(
e,a.name),name:({expression:a})=>a.name,opacity:({expression:a})=>a.opacity,setOpacity:({expression:a},l)=>e.set(a.name,
{opacity:l})}),i=b("div",{class:"iv-expressions",attrs:{hidden:!0}},s.node);return o.watch(["mask_expressions","image_in\
fo"],()=>{let a=r;if(r=e.all.map(l=>{let{name:c,expression:h}=l,u=`${c}\0${h}`,m=n.get(u);return m||n.set(u,m={...pt(c,h,
{"data-expression":c},!1,!0),expression:l}),m.expression=l,m}),r.length!==a.length||r.some((l,c)=>l!==a[c])){s.node.replaceChildren(
...r.map(l=>l.node)),s.reachable();for(let[l,c]of n)r.includes(c)||n.delete(l)}for(let l of r){let{name:c,expression:h,count:u,
visible:m,color:f,opacity:y,outline:g}=l.expression;qt(l,{name:c,description:h===c?"":h,count:u},Lt(t)),yt(l,{visible:m,
color:f,opacity:y,hollow:g})}i.hidden=r.length===0}),i}function kn(o){let{store:t}=o,e=U(t),n=new Map,r=[],s=b("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"poli\
te"}}),i=(d,x,p)=>b("button",{class:"iv-link",title:p,attrs:{type:"button"},on:{click:()=>e.show(u().map(v=>v.info.name),
x)}},d),a=b("input",{class:"iv-filter iv-input",title:"Show only planes with these letters in their names (/)",attrs:{type:"\
search",placeholder:"filter…","aria-label":"Filter the planes by name",spellcheck:"false"},on:{input:()=>m(),keydown:d=>{
d.key==="Escape"&&a.value?(d.stopPropagation(),a.value="",m()):d.key==="ArrowDown"&&(d.preventDefault(),l.focus(u()[0]))}}}),
l=new Q(o,"Mask planes",{listed:()=>u(),toggle:({info:d})=>e.toggle(d.name),solo:({info:d})=>e.solo(d.name),form:({info:d})=>Wt(
e,d.name),name:({info:d})=>d.name,opacity:({info:d})=>e.state(d.name).opacity,setOpacity:({info:d},x)=>e.set(d.name,{opacity:x}),
above:()=>a.focus()}),c=b("p",{class:"iv-quiet",attrs:{hidden:!0}}),h=b("section",{class:"iv-legend",attrs:{"aria-label":"\
Mask planes"}},b("div",{class:"iv-section-title"},b("b",{},"Mask planes"),s,b("span",{class:"iv-spring"}),b("span",{class:"\
iv-muted"},i("all",!0,"Show all listed planes")," · ",i("none",!1,"Hide all listed planes"))),a,l.node,c,Mn(o)),u=()=>r.
filter(d=>!d.node.hidden),m=()=>{let d=a.value.toLowerCase().split(/\s+/).filter(Boolean);for(let x of r){let p=x.info.name.
toLowerCase();x.node.hidden=!d.every(v=>p.includes(v))}c.hidden=u().length>0,A(c,r.length?"No plane has this in its name\
.":"This image has no mask."),l.reachable()},f=()=>{n.clear();for(let d of e.infos){let{name:x,description:p}=d;n.set(x,
{...pt(x,p,{"data-plane":x},!0),info:d})}},y="",g=()=>{let d=e.infos.map(w=>w.name+"\0"+w.description).join("");d!==y&&
(y=d,f());let x=r;r=e.listed.flatMap(w=>{let M=n.get(w.name);return M&&(M.info=w),M?[M]:[]}),(r.length!==x.length||r.some(
(w,M)=>w!==x[M]))&&(l.node.replaceChildren(...r.map(w=>w.node)),m());let p=0;for(let w of r){let M=e.state(w.info.name);
M.visible&&(p+=1),qt(w,w.info,Lt(t)),yt(w,{...M,hollow:M.outline})}let v=r.length<100?" shown":"";A(s,r.length?`${p} of ${r.
length}${v}`:""),a.hidden=r.length===0};return o.watch(["mask_planes","planes","image_info"],g),m(),h}var Sn={width:150,height:110},ar=250;function En(o){let{painter:t,store:e}=o,{viewport:n}=t,r=b("canvas",{attrs:{"aria-h\
idden":"true"}}),s=b("span",{class:"iv-visible"}),i=b("div",{class:"iv-navigator",title:"The whole image: drag to move",
attrs:{role:"img","aria-label":"The whole image, with a box about the part that is shown",hidden:!0},on:{pointerdown:g=>{
g.button===0&&(g.stopPropagation(),a(g),Z(g,i,(d,x,p)=>a(p)))},dblclick:g=>g.stopPropagation()}},r,s),a=g=>{let d=C(e);if(!d)
return;let x=r.getBoundingClientRect(),[p,v]=d.shape,[w,M]=d.start;n.centerOn(M-.5+v*(g.clientX-x.left)/x.width,w-.5+p*(x.
bottom-g.clientY)/x.height)},l=V(()=>{let g=C(e),d=n.toImage(0,n.height),x=n.toImage(n.width,0);if(!g){i.hidden=!0;return}
let[p,v]=g.shape,[w,M]=g.start,[E,k]=[(d.x-M+.5)/v,(x.x-M+.5)/v],[T,P]=[(d.y-w+.5)/p,(x.y-w+.5)/p],N=n.width>=330&&n.height>=
230,D=E<=.001&&T<=.001&&k>=.999&&P>=.999;if(i.hidden=D||!N,i.hidden)return;let R=L=>`${Math.min(Math.max(L,0),1)*100}%`;
Object.assign(s.style,{left:R(E),right:R(1-k),bottom:R(T),top:R(1-P)}),c&&u()}),c=!0,h=0,u=()=>{h||(h=window.setTimeout(
()=>{h=0,!i.hidden&&c&&f()},m?ar:0))},m=!1,f=()=>{let{dpr:g}=n,d=t.thumbnail(Sn.width*g,Sn.height*g);d&&(c=!1,m=!0,r.width=
d.width,r.height=d.height,r.style.width=`${d.width/g}px`,r.getContext("2d")?.drawImage(d,0,0))},y=()=>{c=!0,l.ask()};return o.
onClose(n.onChange(l.ask)),o.onClose(o.session.style.onChange(y)),o.onClose(t.onFrame(()=>{!m&&!i.hidden&&u(),l.ask()})),
o.watch(["image_info"],()=>{m=!1,y()}),o.onClose(()=>{l.cancel(),clearTimeout(h)}),i}var lr=300;function Tn(o){let{store:t}=o,e=b("span",{class:"iv-busy"}),n=b("div",{class:"iv-progress",attrs:{role:"progr\
essbar","aria-label":"Waiting for the kernel",hidden:!0}},b("i",{}),e),r=0,s=()=>{let i=!!t.local.get("waiting")||t.get(
"busy")!=="",a=!!t.local.get("stalled");A(e,t.get("busy")||(a?"The kernel does not answer. It may be busy: wait, or inte\
rrupt its cell; if it has stopped, restart it and run this cell again.":"")),!i&&!a?(clearTimeout(r),r=0,n.hidden=!0):r||=
window.setTimeout(()=>n.hidden=!1,lr)};o.watch(["busy"],s);for(let i of["waiting","stalled"])o.onClose(t.local.on(i,s));
return o.onClose(()=>clearTimeout(r)),n}function An(o){let{store:t}=o,e=b("span",{class:"iv-error-text"}),n=b("button",{
class:"iv-button iv-plain",title:"Dismiss",attrs:{type:"button","aria-label":"Dismiss"},on:{click:()=>{t.set("error",""),
t.local.set("error","")}}},F("close")),r=b("div",{class:"iv-error",attrs:{role:"alert",hidden:!0}},F("warning"),e,n),s=()=>{
let i=t.get("error")||t.local.get("error")||"";A(e,i),r.hidden=i===""};return o.watch(["error"],s),o.onClose(t.local.on(
"error",s)),r}function Cn(o){let t=b("div",{class:"iv-nothing",attrs:{hidden:!0}},b("span",{},"No image yet."),b("code",
{},"viewer.load_image(image)"),b("span",{},"shows one."));return o.watch(["image_info"],()=>t.hidden=C(o.store)!==null),
t}var Ln=128;function In(o){let{left:t,bottom:e}=o.device();return{col0:Math.floor(-t/256),col1:Math.ceil((o.width*o.dpr-t)/
256),row0:Math.floor((e-o.height*o.dpr)/256),row1:Math.ceil(e/256)}}function cr({col0:o,col1:t,row0:e,row1:n}){let r=[];
for(let i=e;i<n;i++)for(let a=o;a<t;a++)r.push([a,i]);let s=([i,a])=>Math.hypot(i+.5-(o+t)/2,a+.5-(e+n)/2);return r.sort(
(i,a)=>s(i)-s(a))}var Ee=class{constructor(t,e,n,r){this.id=t;this.col=e;this.row=n;this.owner=r}id;col;row;owner;bytes=0;ink=null;picture=null;colors=null;left=null;get done(){
return this.left?.length===0}pinned(){return this.owner.inView(this)}evict(){this.owner.drop(this)}};function Pn(o,t){let{
width:e}=o,n=o.kind==="shapes"?[o.symbol,o.size,o.unit,o.scale]:[];return[t.zoom,t.dpr,e,...n].join(" ")}var jt=class{constructor(t,e,n,r){
this.signature=t;this.placed=e;this.#e=n,this.#o=r.zoom*r.dpr,this.#r=r.dpr;let[s,i]=r.box.start;this.#n=[e.origin[0]-i+
.5,e.origin[1]-s+.5]}signature;placed;cost=0;#t=new Map;#e;#n;#o;#r;#s={col0:0,col1:0,row0:0,row1:0};#i=new Uint32Array(
0);#l="";inView({col:t,row:e}){let{col0:n,col1:r,row0:s,row1:i}=this.#s;return t>=n&&t<r&&e>=s&&e<i}drop(t){this.#t.delete(
t.id)}dispose(){for(let t of this.#t.values())O.drop(t);this.#t.clear()}fill(t,e){this.#s=t;let n=performance.now(),r=!0,
s=0;for(let[i,a]of cr(t)){let l=this.#a(i,a);if(!l.done){if(r=s===0||performance.now()<e,r&&=this.#c(l,e),!r)break;s++}}
return this.cost+=performance.now()-n,r}paint(t,e,n){this.#h(n);let{left:r,bottom:s,scale:i}=e.device(),a=i/this.#o,l=256*
a;t.globalAlpha=n.opacity,t.imageSmoothingEnabled=a!==1;for(let c of this.#t.values()){if(!c.ink||!c.done)continue;let h=Math.
round(r+c.col*l),u=Math.round(r+(c.col+1)*l),m=Math.round(s-(c.row+1)*l),f=Math.round(s-c.row*l);u<=0||f<=0||h>=t.canvas.
width||m>=t.canvas.height||(O.touch(c),t.drawImage(this.#u(c,c.ink),h,m,u-h,f-m))}}#a(t,e){let n=`${t} ${e}`,r=this.#t.get(
n);return r||this.#t.set(n,r=new Ee(n,t,e,this)),r}#c(t,e){let{geometry:n}=this.placed,[r,s]=this.#n,i=this.#o;if(!t.left){
let[c,h]=[t.col*256/i-r,t.row*256/i-s],u={x0:c,y0:h,x1:c+256/i,y1:h+256/i};t.left=n.near(u,this.#e,i,this.#r)}t.left.length&&
(t.ink??=new Tt(J(this.#e.width,this.#r)));let{ink:a}=t,l={left:r*i-t.col*256,top:(t.row+1)*256-s*i,scale:i,dpr:this.#r};
for(;a&&t.left.length&&(n.draw(a,t.left.subarray(0,Ln),l,this.#e),t.left=t.left.subarray(Ln),!(performance.now()>e)););return t.
left.length?!1:(t.left=new Uint32Array(0),a?.empty&&(t.ink=null),O.keep(t,t.ink?5*256*256:64),!0)}#h({color:t,width:e}){
this.#l!==t&&(this.#l=t,this.#i=Ue(Ht(t),e,this.#r))}#u(t,e){if(t.picture&&t.colors===this.#i)return t.picture;let n=new Uint32Array(
256*256);for(let r=0;r<n.length;r++)n[r]=this.#i[e.steps[r]];return t.picture??=new OffscreenCanvas(256,256),t.picture.getContext(
"2d")?.putImageData(new ImageData(new Uint8ClampedArray(n.buffer),256,256),0,0),t.colors=this.#i,t.picture}};var hr=2,Te=14,Rn=50;function On(o){let{painter:t,session:e}=o,{viewport:n}=t,{layers:r}=e,s=b("canvas",{class:"iv-overl\
ay",attrs:{"aria-hidden":"true",hidden:!0}}),i=s.getContext("2d"),a=new Map,l=0,c=0,h="",u=-1/0,m=()=>{l||=requestAnimationFrame(
()=>{l=0,y()})},f=(x,p,v,w)=>{let M=r.all.find(P=>P.key===x),E=r.placed(x);if(!M||!E)return!0;let k=a.get(x);k||a.set(x,
k={front:null,next:null,cost:0});let T=Pn(M,n);return k.front?.signature===T?(k.next?.dispose(),k.next=null,k.front.fill(
p,v)):(k.next?.signature!==T&&(k.next?.dispose(),k.next=new jt(T,E,M,n)),w&&k.front&&k.cost>Te/2||!k.next.fill(p,v)?!1:(k.
front?.dispose(),k.cost=k.next.cost,k.front=k.next,k.next=null,!0))},y=()=>{let x=r.all.filter(({key:L,visible:K})=>K&&r.
placed(L));if(s.hidden=x.length===0,s.hidden||!i){let L=r.all.some(({visible:K,count:nt})=>K&&nt);return S(s,"data-sharp",
String(!L))}let p=performance.now();n.zoom!==c&&([c,u]=[n.zoom,p]);let v=p-u<Rn,{left:w,bottom:M}=n.device(),E=h!==`${w}\
 ${M} ${c}`;h=`${w} ${M} ${c}`;let k=O.timeLeft(Number(document.timeline.currentTime)),T=p+(E?Math.max(k,hr):Te),P=In(n),
N=!0;for(let{key:L}of x)N=f(L,P,T,v)&&N;let{width:D,height:R}=t.canvas;s.width!==D||s.height!==R?(s.width=D,s.height=R,s.
style.width=t.canvas.style.width,s.style.height=t.canvas.style.height):i.clearRect(0,0,D,R);for(let L of x)a.get(L.key)?.
front?.paint(i,n,L);O.spend(performance.now()-p),S(s,"data-sharp",String(N)),N?d(P):m()},g=0,d=({col0:x,col1:p,row0:v,row1:w})=>{
clearTimeout(g);let M={col0:x-1,col1:p+1,row0:v-1,row1:w+1};g=setTimeout(()=>{let E=performance.now()+Te/2,k=!0;for(let{
front:T}of a.values())k=(T?.fill(M,E)??!0)&&k;k||d({col0:x,col1:p,row0:v,row1:w})},Rn)};return o.onClose(t.onFrame(y)),o.
onClose(r.onChange(()=>{let x=new Set(r.all.map(({key:p})=>p));for(let[p,{front:v,next:w}]of a)x.has(p)||(v?.dispose(),w?.
dispose(),a.delete(p));S(s,"data-sharp","false"),m()})),o.onClose(()=>{cancelAnimationFrame(l),clearTimeout(g);for(let{front:x,
next:p}of a.values())x?.dispose(),p?.dispose()}),s}function Vn({zoom:o,dpr:t},e){let n=Math.floor(Math.log2(1/(o*t))+1e-9);return Math.min(Math.max(n,0),e-1)}function Ae(o,t,e,n,r){
let{left:s,bottom:i,scale:a}=o.device();return{x0:Math.round(s+t*a),x1:Math.round(s+(t+n)*a),y0:Math.round(i-(e+r)*a),y1:Math.
round(i-e*a)}}function Fn(o,t,e){let{left:n,bottom:r,scale:s}=o.device(),i=o.width*o.dpr,a=o.height*o.dpr,l=t.tile*2**e,
c=l*s,[h,u]=t.shape,m=Math.max(0,Math.floor(-n/c)),f=Math.min(Math.ceil(u/l),Math.ceil((i-n)/c))-1,y=Math.max(0,Math.floor(
(r-a)/c)),g=Math.min(Math.ceil(h/l),Math.ceil(r/c))-1,d=(i/2-n)/c-.5,x=(r-a/2)/c-.5,p=[];for(let v=y;v<=g;v++)for(let w=m;w<=
f;w++)p.push({key:[e,v,w],distance:Math.hypot(w-d,v-x)});return p.sort((v,w)=>v.distance-w.distance).map(({key:v})=>v)}function _n(o,t,e,n){let r=[];for(let s of o){if(s>=0){let l=new Uint8Array(n),c=t.indexOf(s>>3);if(c>=0)for(let h=0,u=c;h<
n;h++,u+=t.length)l[h]=e[u]>>(s&7)&1;r.push(l);continue}let i=r.pop();if(s===-1){for(let l=0;l<n;l++)i[l]^=1;r.push(i);continue}
let a=r[r.length-1];if(s===-2)for(let l=0;l<n;l++)a[l]&=i[l];else for(let l=0;l<n;l++)a[l]|=i[l]}return r.pop()}function ur({
width:o,height:t}){let e=new Uint8Array(0);return{index:new Uint8Array(o*t),count:1,bytes:[],own:new Uint8Array(1),edge:e,
apron:e}}function Nn(o,t){let{bytes:e,own:n,count:r,index:s,apron:i}=o.pairs??ur(o),a=Array.from({length:r},(u,m)=>m),l=t.
map(({postfix:u})=>_n(u,e,n,r)),c=l.map((u,m)=>t[m].outline?new Array(r).fill(0):[...u]);if(!o.pairs||!t.some(({outline:u})=>u))
return{index:s,parent:a,painted:c};let h=new Uint32Array(s);return t.forEach(({postfix:u,outline:m},f)=>{if(!m)return;let y=_n(
u,e,i,2*(o.width+o.height)),g=new Map;mr(o,s,l[f],y,d=>{let x=h[d],p=g.get(x);p===void 0&&(p=a.push(a[x])-1,c.forEach((v,w)=>v.
push(w===f?1:v[x])),g.set(x,p)),h[d]=p})}),{index:h,parent:a,painted:c}}function mr({width:o,height:t},e,n,r,s){let[i,a,
l]=[o,2*o,2*o+t];for(let c=0,h=0;c<t;c++)for(let u=0;u<o;u++,h++){if(!n[e[h]])continue;let m=c>0?n[e[h-o]]:r[u],f=c<t-1?
n[e[h+o]]:r[i+u],y=u>0?n[e[h-1]]:r[a+c],g=u<o-1?n[e[h+1]]:r[l+c];m&f&y&g||s(h)}}function Dn(o){let t=()=>new Float64Array(o);return{k:t(),r:t(),g:t(),b:t(),painted:new Uint8Array(o)}}function fr({codes:o,
channels:t,width:e,height:n},r,s){let i=e*n;if(t===1){for(let a=0;a<i;a++)s[a]=r[o[a]];return}for(let a=0;a<i;a++){let l=r[o[i+
a]]&65280;s[a]=(r[o[a]]&255|l|r[o[2*i+a]]&16711680|4278190080)>>>0}}var Yt=class{#t=Dn(256);signature(t,e){let{pairs:n}=t,
r=String(e.shadingVersion);if(n){let s=new Uint8Array(n.bytes.length);for(let i=0;i<n.own.length;i++)s[i%s.length]|=n.own[i];
for(let i of e.planes){let a=n.bytes.indexOf(i.byte);a>=0&&s[a]>>i.bit&1&&(r+="|"+i.key)}}for(let s of e.expressions)r+=
"|"+s.key;return r}composite(t,e,n){let r=t.width*t.height;fr(t,e.lut(t.codec),n);let s=e.expressions.length?Nn(t,e.expressions):
null;if(!this.#e(t,s,e))return;let i=s?.index??t.pairs.index,{k:a,r:l,g:c,b:h,painted:u}=this.#t;for(let m=0;m<r;m++){let f=i[m];
if(u[f]===0)continue;let y=n[m],g=a[f];n[m]=((y&255)*g+l[f]+.5|(y>>>8&255)*g+c[f]+.5<<8|(y>>>16&255)*g+h[f]+.5<<16|4278190080)>>>
0}}#e({pairs:t},e,n){let r=e?.parent.length??t?.count??0;this.#t.k.length<r&&(this.#t=Dn(r));let{k:s,r:i,g:a,b:l,painted:c}=this.#t;
s.fill(1,0,r);for(let m of[i,a,l,c])m.fill(0,0,r);let h=!1,u=(m,f)=>{let{opacity:y}=f,g=1-y;s[m]*=g,i[m]=i[m]*g+f.r*y,a[m]=
a[m]*g+f.g*y,l[m]=l[m]*g+f.b*y,c[m]=1,h=!0};for(let m of n.planes){let f=t?t.bytes.indexOf(m.byte):-1;if(!t||f<0)continue;
let y=m.outline?t.edge:t.own;for(let g=0,d=f;g<t.count;g++,d+=t.bytes.length)y[d]>>m.bit&1&&u(g,m)}if(!e)return h;for(let m=t?.
count??1;m<r;m++)for(let f of[s,i,a,l,c])f[m]=f[e.parent[m]];return n.expressions.forEach((m,f)=>{let y=e.painted[f];for(let g=0;g<
r;g++)y[g]&&u(g,m)}),h}};var Ce=new Yt,Zt=new Uint32Array(65536);function Le(o,t){return o.picture?o.styleVersion===t.version?!0:o.signature!==Ce.
signature(o.tile,t)?!1:(o.styleVersion=t.version,!0):!1}function Xt(o,t){if(Le(o,t))return;let{tile:e}=o,{width:n,height:r}=e;
Zt.length<n*r&&(Zt=new Uint32Array(n*r)),Ce.composite(e,t,Zt),o.picture||(o.picture=new OffscreenCanvas(n,r),O.keep(o,o.
size));let s=new Uint8ClampedArray(Zt.buffer,0,4*n*r);o.picture.getContext("2d",{alpha:!1})?.putImageData(new ImageData(
s,n,r),0,0),o.styleVersion=t.version,o.signature=Ce.signature(e,t)}var dr=4,pr=4096;function Hn(o,t,e){let{codec:n}=o,{low:r,high:s,thresholds:i}=t,a=s-r;if(n.exact||!(a>0))return!1;if(!Number.
isFinite(n.stepAt(r)+n.stepAt(s)))return!0;let l=gr(o.codes);if(!l)return!1;let c=Math.max(n.value(l[0]),r),h=Math.min(n.
value(l[1]),s);if(c>h)return!1;let u=g=>g===0?0:g===_?1:i[g-1],f=o.level===0&&/int/.test(e.dtype)?1:yr(Math.min(Math.abs(
c),Math.abs(h))),y=a;for(let g=0;g<_;g++){let[d,x]=[u(g)*a,u(g+1)*a];x>d&&r+x>=c&&r+d<=h&&(y=Math.min(y,x-d))}return Math.
max(n.stepAt(c),n.stepAt(h))>dr*Math.max(y,f)}function yr(o){return o>0?2**(Math.floor(Math.log2(o))-23):0}function gr(o){
let t=Math.max(1,Math.floor(o.length/pr)),e=new Uint16Array(Math.ceil(o.length/t)),n=0;for(let s=0;s<o.length;s+=t)o[s]>=
2&&o[s]<=65534&&(e[n++]=o[s]);if(!n)return null;let r=e.subarray(0,n).sort();return[r[Math.floor(.005*(n-1))],r[Math.ceil(
.995*(n-1))]]}function Qt(o,t,e){return Math.min(Math.max(o,t),e)}var Jt=class{center={x:0,y:0};zoom=1;width=1;height=1;dpr=1;fitted=!0;#t={
shape:[1,1],start:[0,0]};#e=null;#n=new Set;get box(){return this.#t}get fov(){return Math.min(this.width,this.height)/this.
zoom}get fitZoom(){let[t,e]=this.#t.shape;return Math.min(this.width/Math.max(e,1),this.height/Math.max(t,1))}get minZoom(){
return Math.min(this.fitZoom/4,1)}get maxZoom(){return Math.max(this.fitZoom,64)}setImage(t,e){this.#t=t,this.#e=e,this.
show(e)}resize(t,e,n){let{center:r,fov:s,fitted:i}=this;this.width=Math.max(t,1),this.height=Math.max(e,1),this.dpr=n,this.
show(i?null:{center:r,fov:s})}show(t){if(!t)return this.fit();this.#o(Math.min(this.width,this.height)/t.fov,t.center.x,
t.center.y)}fit(){let[t,e]=this.#t.shape,[n,r]=this.#t.start;this.#o(this.fitZoom,r+(e-1)/2,n+(t-1)/2,!0)}oneToOne(){this.#o(
Math.max(1,Math.round(this.dpr))/this.dpr,this.center.x,this.center.y)}home(){this.show(this.#e)}zoomAbout(t,e,n){let r=Qt(
this.zoom*t,this.minZoom,this.maxZoom),s=e-this.width/2,i=n-this.height/2,a=1/this.zoom-1/r;this.#o(r,this.center.x+s*a,
this.center.y-i*a)}panBy(t,e){this.#o(this.zoom,this.center.x-t/this.zoom,this.center.y+e/this.zoom)}centerOn(t,e){this.#o(
this.zoom,t,e)}toScreen(t,e){let[n,r]=this.#t.start,{left:s,bottom:i,scale:a}=this.device();return{sx:(s+(t-(r-.5))*a)/this.
dpr,sy:(i-(e-(n-.5))*a)/this.dpr}}toImage(t,e){let[n,r]=this.#t.start,{left:s,bottom:i,scale:a}=this.device();return{x:(t*
this.dpr-s)/a+(r-.5),y:(i-e*this.dpr)/a+(n-.5)}}device(){let[t,e]=this.#t.start,n=this.zoom*this.dpr;return{left:Math.round(
this.width*this.dpr/2+(e-.5-this.center.x)*n),bottom:Math.round(this.height*this.dpr/2-(t-.5-this.center.y)*n),scale:n}}onChange(t){
return this.#n.add(t),()=>this.#n.delete(t)}#o(t,e,n,r=!1){let[s,i]=this.#t.shape,[a,l]=this.#t.start,c=Qt(e,l-.5,l+i-.5),
h=Qt(n,a-.5,a+s-.5),u=r?t:Qt(t,this.minZoom,this.maxZoom);if(!(u===this.zoom&&c===this.center.x&&h===this.center.y&&r===
this.fitted)){this.zoom=u,this.center={x:c,y:h},this.fitted=r;for(let m of[...this.#n])m()}}};var br=300,St=512,xr="200px",Ie=class{count=0;start=new Float64Array(St);work=new Float64Array(St);get last(){return this.
count?this.start[(this.count-1)%St]:0}add(t,e){this.start[this.count%St]=t,this.work[this.count%St]=e,this.count++}},te=class{canvas=document.
createElement("canvas");viewport=new Jt;frames=new Ie;#t;#e;#n=new Set;#o=[];#r;#s=0;#i=0;#l=!0;#a=!1;#c=null;#h=[];#u="";#m=!1;constructor(t,e){
this.#t=t;let n=this.canvas.getContext("2d",{alpha:!1});if(!n)throw new Error("this browser gives no 2-D canvas");this.#e=
n,this.canvas.className="imgview-canvas",Object.assign(this.canvas,{imgview:{session:t,painter:this}}),e.append(this.canvas),
this.#o.push(t.tiles.onChange(()=>this.#d()),t.style.onChange(()=>this.invalidate()),t.store.on("viewport",()=>this.#v()),
this.viewport.onChange(()=>this.#M())),this.#r=new IntersectionObserver(r=>this.#y(r[r.length-1].isIntersecting),{rootMargin:xr}),
this.#r.observe(e),this.#f()}resize(t,e,n){if(!(t>0&&e>0))return;let r=Math.max(1,Math.round(t*n)),s=Math.max(1,Math.round(
e*n));r!==this.canvas.width&&(this.canvas.width=r),s!==this.canvas.height&&(this.canvas.height=s),this.canvas.style.width=
`${r/n}px`,this.canvas.style.height=`${s/n}px`,this.#m=!0,this.viewport.resize(r/n,s/n,n),this.#m=!1,this.#t.store.set("\
canvas_size",[Math.round(t),Math.round(e)]),this.#b(performance.now())}invalidate(){this.#g(!1),!(this.#s||!this.#l)&&(this.#s=
requestAnimationFrame(t=>{this.#s=0,this.#b(t)}))}onFrame(t){return this.#n.add(t),()=>this.#n.delete(t)}complete(){return this.#a}thumbnail(t,e){
let n=this.#t.tiles.get(this.#t.tiles.overview),r=this.#t.tiles.info;if(!n||!r)return null;Xt(n,this.#t.style);let[s,i]=r.
shape,a=Math.min(t/i,e/s),l=document.createElement("canvas");l.width=Math.max(1,Math.round(i*a)),l.height=Math.max(1,Math.
round(s*a));let c=l.getContext("2d",{alpha:!1});if(!c||!n.picture)return null;let h=2**n.tile.level*a,u=n.tile.height*h;
return c.drawImage(n.picture,0,l.height-u,n.tile.width*h,u),l}dispose(){cancelAnimationFrame(this.#s),clearTimeout(this.#i),
this.#r.disconnect();for(let t of this.#o)t();this.#n.clear(),this.#t.tiles.forget(this),this.canvas.remove(),this.canvas.
width=this.canvas.height=0}#f(){let t=this.#t.tiles.info,e=t?.id??null;e!==this.#c&&(this.#c=e,this.#h=[],t&&(this.#m=!0,
this.viewport.setImage(t,this.#p()),this.#m=!1))}#p(){let t=this.#t.store.get("viewport");return t&&{center:{x:t.center[0],
y:t.center[1]},fov:t.fov}}#d(){if(this.#f(),this.#u="",this.invalidate(),!!this.#l)for(let t of this.#h){let e=this.#t.tiles.
get(t);e&&!e.picture&&Xt(e,this.#t.style)}}#v(){this.#f(),this.#m=!0,this.viewport.show(this.#p()),this.#m=!1,this.invalidate()}#M(){
if(this.invalidate(),this.#m||this.#c===null)return;let{center:t,fov:e,fitted:n}=this.viewport;this.#t.store.set("viewpo\
rt",n?null:{center:[t.x,t.y],fov:e})}#y(t){if(t!==this.#l){if(this.#l=t,t)return this.invalidate();cancelAnimationFrame(
this.#s),clearTimeout(this.#i),this.#s=0,this.#u="",this.#t.tiles.forget(this)}}#g(t){this.#a=t,this.canvas.dataset.complete=
String(t)}#k(t,e){let{tiles:n}=this.#t,r=new Map;for(let[s,i,a]of t){for(let l=1;s+l<e;l++){let c=n.get([s+l,i>>l,a>>l]);
if(c){r.set(c.id,c);break}}for(let l=1;l<=2&&l<=s;l++){let c=1<<l;for(let h=0;h<c*c;h++){let u=n.get([s-l,i*c+Math.floor(
h/c),a*c+h%c]);u&&r.set(u.id,u)}}}return[...r.values()].sort((s,i)=>i.tile.level-s.tile.level)}#b(t){if(!this.#l)return;
let e=performance.now(),{tiles:n}=this.#t,{info:r}=n,s=this.#e;s.fillStyle="#000",s.fillRect(0,0,this.canvas.width,this.
canvas.height);let i=!0;if(r){let a=Vn(this.viewport,r.levels),l=Fn(this.viewport,r,a);this.#T(l);let c=l.map(f=>n.get(f)),
h=c.filter(f=>f!==void 0),u=this.#k(l.filter((f,y)=>!c[y]),r.levels),m=this.#E([...h,...u],t);this.#x(u,h,r.shape),i=!m&&
h.length===l.length,this.canvas.dataset.level=String(a),this.canvas.dataset.tiles=String(h.length),m&&this.invalidate()}
this.#g(i),clearTimeout(this.#i),i&&(this.#i=setTimeout(()=>this.#w(),br)),this.frames.add(e,performance.now()-e);for(let a of[
...this.#n])a()}#T(t){let e=t.join(" ");e!==this.#u&&(this.#u=e,this.#h=t,this.#t.tiles.want(this,t))}#x(t,e,[n,r]){let s=this.#e,
i=Ae(this.viewport,0,0,r,n);s.save(),s.beginPath(),s.rect(i.x0,i.y0,i.x1-i.x0,i.y1-i.y0),s.clip();for(let a of t)this.#S(
a,!0);for(let a of e)this.#S(a,!1);s.restore()}#S({tile:t,picture:e},n){let r=this.#t.tiles.info;if(!e||!r)return;let s=2**
t.level,i=r.tile*s,{x0:a,y0:l,x1:c,y1:h}=Ae(this.viewport,t.col*i,t.row*i,t.width*s,t.height*s);this.#e.imageSmoothingEnabled=
n||c-a<t.width,this.#e.drawImage(e,a,l,c-a,h-l)}#E(t,e){let n=!1,r=0;for(let s of t){if(Le(s,this.#t.style))continue;if(s.
picture&&r&&O.timeLeft(e)<=0){n=!0;continue}let i=performance.now();Xt(s,this.#t.style),O.spend(performance.now()-i),r++}
return n}#w(){let{tiles:t,style:e}=this.#t;if(!this.#a||!t.info)return;let n=[];for(let r of this.#h){let s=t.get(r);!s||
s.refined===e.shadingVersion||(Hn(s.tile,e.shading,t.info)?n.push(s):s.refined=e.shadingVersion)}t.refine(n,e.shadingVersion)}};var wr=Math.log(1.25)/100,vr=.01,Mr=33,kr=400,Sr=45,Er=3;function Un(o){let{stage:t,painter:e,probe:n,store:r,signal:s}=o,
{viewport:i}=e,a=new Map,l="none",c={x:0,y:0,contrast:1,bias:.5},h=!1,u=t.getBoundingClientRect(),m=p=>({x:p.clientX-u.left,
y:p.clientY-u.top}),f=()=>{u=t.getBoundingClientRect()},y=Tr((p,v)=>i.zoomAbout(p,v.x,v.y));o.onClose(y.cancel),t.addEventListener(
"wheel",p=>{p.preventDefault(),f();let v=p.deltaMode===1?Mr:p.deltaMode===2?kr:1,w=(p.deltaY||p.deltaX)*v,M=p.ctrlKey?vr:
wr;y.push(Math.max(-1.2,Math.min(1.2,-w*M)),m(p))},{passive:!1,signal:s});let g=V(()=>{let[p]=a.values();l==="contrast"&&
p&&fn(o,c,p.x-c.x,p.y-c.y)});o.onClose(g.cancel),t.addEventListener("pointerdown",p=>{if(p.target!==t&&!(p.target instanceof
HTMLCanvasElement)||p.button===1)return;f(),t.focus({preventScroll:!0}),t.setPointerCapture(p.pointerId);let v=m(p);a.set(
p.pointerId,v),c={...v,contrast:r.get("contrast"),bias:r.get("bias")},a.size===2?l="pinch":l=p.button===2||p.shiftKey?"c\
ontrast":"pan",h=a.size>1},{signal:s}),t.addEventListener("pointermove",p=>{let v=a.get(p.pointerId);if(!v){if(p.target.
closest(".iv-navigator"))return n.leave();f();let M=m(p);n.moveTo(M.x,M.y);return}let w=m(p);!h&&Math.hypot(w.x-c.x,w.y-
c.y)<Er||(h=!0,t.dataset.gesture=l,l==="pan"?i.panBy(w.x-v.x,w.y-v.y):l==="pinch"&&d(p.pointerId,w),a.set(p.pointerId,w),
l==="contrast"?g.ask():n.moveTo(w.x,w.y))},{signal:s});let d=(p,v)=>{let w=a.get(p),M=[...a].find(([T])=>T!==p)?.[1];if(!w||
!M)return;let E=Math.hypot(w.x-M.x,w.y-M.y),k=Math.hypot(v.x-M.x,v.y-M.y);i.panBy((v.x-w.x)/2,(v.y-w.y)/2),E>0&&k>0&&i.zoomAbout(
k/E,(v.x+M.x)/2,(v.y+M.y)/2)},x=p=>{a.delete(p.pointerId)&&(l=a.size===1?"pan":"none",l==="none"&&delete t.dataset.gesture)};
t.addEventListener("pointerup",x,{signal:s}),t.addEventListener("pointercancel",x,{signal:s}),t.addEventListener("pointe\
rleave",p=>{a.has(p.pointerId)||n.leave()},{signal:s}),t.addEventListener("dblclick",p=>{f();let{x:v,y:w}=m(p),M=i.toImage(
v,w);i.centerOn(M.x,M.y)},{signal:s}),t.addEventListener("contextmenu",p=>{p.preventDefault(),p.stopPropagation()},{signal:s})}
function Tr(o){let t=0,e={x:0,y:0},n=0,r=V(()=>{let s=performance.now(),i=1-Math.exp(-Math.min(s-n,100)/Sr);n=s;let a=Math.
abs(t)<.004?t:t*i;t-=a,o(Math.exp(a),e),t&&r.ask()});return{push:(s,i)=>{if(t=Math.sign(t)===-Math.sign(s)?s:t+s,e=i,Math.
abs(s)<.06){o(Math.exp(t),i),t=0;return}t===s&&(n=performance.now()-16),r.ask()},cancel:r.cancel}}var ee=class{constructor(t){this.root=t}root;box=null;anchor=null;off=()=>{};get isOpen(){return this.box!==null}isOpenAt(t){
return this.anchor===t}menu(t,e,n){let r=b("div",{class:"iv-popup iv-menu",attrs:{role:"menu","aria-label":e}});for(let i of n)
r.append(this.entry(i));r.addEventListener("keydown",i=>this.menuKey(i,r)),this.open(t,r);let s=$n(r);(s.find(i=>i.getAttribute(
"aria-checked")==="true")??s[0])?.focus()}form(t,e,n){let r=b("div",{class:"iv-popup iv-form",attrs:{role:"dialog","aria\
-label":e}},n);this.open(t,r),r.querySelector("input, button")?.focus()}close(t=!1){let{anchor:e,box:n}=this;n&&(this.box=
this.anchor=null,this.off(),e?.setAttribute("aria-expanded","false"),t&&e?.focus(),n.remove())}open(t,e){this.close(),this.
box=e,this.anchor=t,t.setAttribute("aria-expanded","true"),e.tabIndex=-1,this.root.append(e),this.place(t,e);let n=new AbortController,
r=s=>{let i=s.target;!e.contains(i)&&!t.contains(i)&&this.close()};document.addEventListener("pointerdown",r,{capture:!0,
signal:n.signal}),e.addEventListener("keydown",s=>{s.key==="Escape"&&(s.stopPropagation(),s.preventDefault(),this.close(
!0))}),e.addEventListener("focusout",s=>{let i=s.relatedTarget;i&&!e.contains(i)&&i!==t&&this.close()}),this.off=()=>n.abort()}place(t,e){
let n=this.root.getBoundingClientRect(),r=t.getBoundingClientRect(),s=n.bottom-r.bottom-12,i=r.top-n.top-12,a=s>=Math.min(
e.offsetHeight,200)||s>=i;e.style.maxHeight=`${Math.max(80,a?s:i)}px`;let l=a?r.bottom+4:r.top-4-e.offsetHeight;e.style.
top=`${l-n.top-this.root.clientTop}px`;let c=Math.min(r.left,n.right-e.offsetWidth-6)-n.left;e.style.left=`${Math.max(6,
c)-this.root.clientLeft}px`}entry(t){if(t==="separator")return b("div",{class:"iv-separator",attrs:{role:"separator"}});
if("node"in t)return t.node;let e=t.kind??(t.checked===void 0?"action":"radio"),n={radio:"menuitemradio",check:"menuitem\
checkbox",action:"menuitem"}[e],r=b("span",{class:"iv-mark"});t.checked&&r.append(F("check"));let s=b("button",{class:"i\
v-item",attrs:{type:"button",role:n,tabindex:-1,disabled:t.disabled??!1,"aria-checked":e==="action"?null:String(t.checked??
!1)},on:{click:()=>{this.close(!0),t.run()},pointermove:()=>s.focus()}},r);return t.picture&&s.append(t.picture),s.append(
b("span",{class:"iv-label"},t.label)),t.hint&&s.append(b("span",{class:"iv-hint"},t.hint)),s}menuKey(t,e){if(t.ctrlKey||
t.metaKey||t.altKey||t.target instanceof HTMLInputElement&&t.key!=="ArrowUp")return;let n=$n(e),r=n.indexOf(document.activeElement),
s;if(t.key==="ArrowDown")s=n[(r+1)%n.length];else if(t.key==="ArrowUp")s=n[(r<=0?n.length:r)-1];else if(t.key==="Home")s=
n[0];else if(t.key==="End")s=n[n.length-1];else if(t.key.length===1&&t.key!==" ")s=[...n.slice(r+1),...n.slice(0,r+1)].find(
a=>Ar(a).startsWith(t.key.toLowerCase()));else return;t.preventDefault(),t.stopPropagation(),s?.focus()}};function Ar(o){
return(o.querySelector(".iv-label")?.textContent??"").toLowerCase()}function $n(o){return[...o.querySelectorAll(".iv-ite\
m:not([disabled])")]}var ne=class{constructor(t,e){this.session=t;this.painter=e}session;painter;at=null;pinned=!1;reading=null;pointer=null;listeners=new Set;later=V(
()=>this.read());asked=0;onChange(t){return this.listeners.add(t),()=>this.listeners.delete(t)}moveTo(t,e){this.pointer=
{sx:t,sy:e},this.pinned||this.later.ask()}leave(){this.pointer=null,this.pinned||this.session.store.set("cursor",null)}refresh(){
(this.pinned||this.pointer||this.at)&&this.later.ask()}togglePin(){if(this.pinned=!this.pinned,this.pinned&&!this.at){let{
x:t,y:e}=this.painter.viewport.center;this.at={x:Math.round(t),y:Math.round(e)}}this.read()}nudge(t,e){this.at&&(this.at=
{x:Math.round(this.at.x)+t,y:Math.round(this.at.y)+e},this.read())}close(){this.later.cancel(),this.listeners.clear(),this.
asked=-1}read(){!this.pinned&&this.pointer&&(this.at=this.painter.viewport.toImage(this.pointer.sx,this.pointer.sy));let{
at:t}=this;if(!t)return;let e=++this.asked;this.session.readout.at(t.x,t.y,n=>{if(e!==this.asked)return;this.reading=n;let r=n.
inside&&(this.pinned||this.pointer);this.session.store.set("cursor",r?{x:t.x,y:t.y}:null),this.tell()}),this.tell()}tell(){
for(let t of this.listeners)t()}};var Kn=4,Cr=new Map([["image","value"],["snr","S/N"]]);function Bn(o){let{probe:t,store:e}=o,n=new gt("xy","x, y",14),r=new gt(
"sky","RA, Dec",25),s=b("span",{class:"iv-roughly",attrs:{role:"img",hidden:!0}},"≈");r.box.firstElementChild?.after(s);
let i=new gt("value iv-inside","value",20),a=new gt("ratio iv-inside","S/N",5),l=b("span",{class:"iv-chips",attrs:{"aria\
-label":"Mask planes at this pixel"}}),c=b("span",{class:"iv-muted"},"none"),h=b("span",{class:"iv-chip iv-chip-more"}),
u=b("span",{class:"iv-cell iv-cell-planes iv-inside"},b("span",{class:"iv-key"},"planes"),l),m=b("span",{class:"iv-note"}),
f=b("div",{class:"iv-status",attrs:{role:"status","aria-live":"off"}},n.box,r.box,i.box,a.box,u,m),y=new Map,g=w=>{let M=y.
get(w.name);if(!M){let T=b("button",{class:"iv-chip",attrs:{type:"button",tabindex:-1,"aria-description":w.description}},
b("span",{class:"iv-dot"}),w.name);T.addEventListener("click",()=>U(e).toggle(w.name)),l.append(T),M={chip:T,width:T.offsetWidth},
y.set(w.name,M)}let{color:E,visible:k}=U(e).state(w.name);return M.chip.style.setProperty("--iv-plane",E),S(M.chip,"data\
-shown",String(k)),M.chip.title=`${w.description||w.name}
${k?"shown":"hidden"}: click to change`,M},d="",x=w=>{let M=w.map(L=>L.name).join(`
`),E=w.map(g);if(M===d&&!f.dataset.resized)return;d=M,delete f.dataset.resized;let k=l.clientWidth,T=0,P=E.reduce((L,K)=>L+
K.width+Kn,0),N=E.filter(L=>(T+=L.width+Kn,P<=k||T<=k-40)),D=N.map(L=>L.chip),R=w.slice(N.length);R.length&&(A(h,`+${R.length}`),
h.title=R.map(L=>L.name).join(`
`),D.push(h)),l.replaceChildren(...D.length?D:[c])},p=()=>{let w=C(e),{reading:M,at:E}=t,k=!!(w&&M?.inside);if(f.dataset.
state=k?"inside":w&&M?"outside":"none",A(m,k?"":Lr(w!==null,M)),n.set(E?`${zn(E.x)}, ${zn(E.y)}`:""),r.set(M?Ir(M):""),r.
box.hidden=!w?.has_sky,s.hidden=!w?.sky_note||M?.ra==null,S(s,"title",w?.sky_note??""),S(s,"aria-label",`approximately: ${w?.
sky_note??""}`),a.box.hidden=w?.component!=="image"||!w.components.includes("variance"),u.hidden=e.get("mask_planes").length===
0,!k||!M||!w){i.set(""),a.set(""),delete i.box.dataset.value,x([]);return}i.name(B(e)?"R, G, B":Cr.get(w.component)??w.component),
i.set(Pr(M,w)),S(i.box,"title",M.approximate?null:M.values.join(", ")),S(i.box,"data-value",M.approximate?null:M.values.
join(" ")),S(i.box,"data-approximate",String(M.approximate));let{sigma:T}=M,P=T?M.values[0]/T:NaN;a.set(Number.isFinite(
P)?ge(P):"–"),x(M.planes)};o.onClose(t.onChange(p)),o.watch(["image_info","planes"],p),o.watch(["mask_planes"],()=>{y.
clear(),d=`
`,l.replaceChildren(),p()});let v=new ResizeObserver(()=>{f.dataset.resized="1",p()});return v.observe(l),o.onClose(()=>v.
disconnect()),f}var gt=class{constructor(t,e,n){this.length=n;this.box=b("span",{class:`iv-cell iv-cell-${t}`},this.key,
this.value),this.name(e),this.set("")}length;value=b("span",{class:"iv-reading"});key=b("span",{class:"iv-key"});box;name(t){
A(this.key,t)}set(t){A(this.value,t),this.length=Math.max(this.length,t.length);let e=`${Math.ceil(this.length*.9)}ch`;this.
value.style.minWidth!==e&&(this.value.style.minWidth=e)}};function Lr(o,t){return o?t?"outside the image":"move over the\
 image to read it":"no image"}function Ir(o){return o.ra===null||o.dec===null?"":`${Ot(o.ra)} ${Vt(o.dec)}`}function Pr({
values:o,sigma:t},{component:e,dtype:n,unit:r}){if(e==="snr")return ge(o[0]);let s=/int/.test(n);return`${o.length>1?o.map(
a=>s?ye(a,null,!0):q(a,5)).join(", "):ye(o[0],e==="image"?t:null,s)} ${r}`.trimEnd()}function zn(o){return o.toFixed(1).
replace("-","−")}var Rr=[["image","image","The image"],["variance","variance","The variance plane"],["snr","S/N","The image over its sigm\
a"]],Or=[["image","RGB","The image in its colours"],["red","R","The red channel"],["green","G","The green channel"],["bl\
ue","B","The blue channel"]];function Gn(o){let{store:t,popup:e}=o,n=$(et("component").keys[0]),r=y=>()=>t.set("componen\
t",y),s=()=>{let y=C(t);return(y?.color?Or:Rr).map(([g,d,x])=>({name:g,label:d,what:x,possible:y?.components.includes(g)??
!1}))},i=()=>{let y=s().map(({name:g})=>g);return(C(t)?.components??[]).filter(g=>!y.includes(g))},a=()=>i().map(y=>({label:y,
checked:t.get("component")===y,run:r(y)})),l=b("span",{class:"iv-plane"}),c=()=>e.menu(h,"Further planes",a()),h=b("butt\
on",{class:"iv-button iv-drop",attrs:{type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":"componen\
t"},on:{click:()=>e.isOpenAt(h)?e.close(!0):c(),keydown:y=>{y.key==="ArrowDown"&&(y.preventDefault(),c())}}},l,F("caret")),
u=b("div",{class:"iv-group iv-choice",attrs:{role:"group","aria-label":"Component"}}),m="",f=new Map;return o.watch(["im\
age_info","component"],()=>{let y=s(),g=i(),d=t.get("component"),x=y.map(({label:v})=>v).join();if(x!==m){m=x,f.clear();
for(let{name:v,label:w}of y)f.set(v,b("button",{class:"iv-button",attrs:{type:"button","data-component":v},on:{click:r(v)}},
w));u.replaceChildren(...f.values())}for(let{name:v,what:w,possible:M}of y){let E=f.get(v);E&&(S(E,"disabled",!M),S(E,"a\
ria-pressed",String(M&&d===v)),E.title=M?`${w} (${n}: next)`:`${w}: this image has no variance`)}let p=g.includes(d);g.length&&
!h.isConnected?u.append(h):g.length||h.remove(),A(l,p?d:"more"),S(h,"aria-pressed",String(p)),h.title=`${p?d:"Further pl\
anes"} (${n}: next)`,S(h,"aria-label",p?`Further planes: ${d}`:"Further planes")}),{node:u,fold:4,entries:()=>[...s().map(
({name:y,label:g,possible:d})=>({label:g,checked:t.get("component")===y,disabled:!d,run:r(y)})),...a()]}}function Wn(o,t,e){return t<0||(t+1)*e>o.byteLength?null:new DataView(o.buffer,o.byteOffset+t*e,e)}function qn(o,t,e){let n=Wn(
o.get("colormap_tables"),o.get("colormap_names").indexOf(t),768);if(!n)return null;let r=new Uint8Array(768);for(let s=0;s<
256;s++){let i=e?255-s:s;for(let a=0;a<3;a++)r[s*3+a]=n.getUint8(i*3+a)}return r}function jn(o,t){let e=Wn(o.get("stretc\
h_tables"),o.get("stretch_names").indexOf(t),1020);return e?Float32Array.from({length:255},(n,r)=>e.getFloat32(r*4,!0)):
null}function Yn(o,t){let e=o.getContext("2d");if(!e)return;let n=e.createImageData(o.width,1);for(let r=0;r<o.width;r++){
let s=Math.round(255*r/(o.width-1))*3;n.data.set([t[s]??0,t[s+1]??0,t[s+2]??0,255],r*4)}for(let r=0;r<o.height;r++)e.putImageData(
n,0,r)}function Zn(o,t){let{store:e,popup:n}=o;n.menu(t,"Stretch",e.get("stretch_names").map(r=>({label:r,checked:r===e.get("st\
retch"),picture:Fr(jn(e,r)),run:()=>e.set("stretch",r)})))}function Xn(o,t){let{store:e,popup:n}=o,r=e.get("inverted"),s=e.
get("colormap_names").map(i=>{let a=b("canvas",{class:"iv-map",attrs:{width:72,height:10}}),l=qn(e,i,r);return l&&Yn(a,l),
{label:i,checked:i===e.get("colormap"),picture:a,run:()=>e.set("colormap",i)}});n.menu(t,"Colour map",[{label:"inverted",
kind:"check",checked:r,hint:$(et("invert").keys[0]),run:()=>e.set("inverted",!r)},"separator",...s])}function Qn(o,t){let{
store:e,popup:n}=o,r=C(e)?.unit??"",s=Object.entries(e.get("cuts_table")).map(([i,[a,l]])=>({label:i,checked:i===e.get("\
cuts_mode"),hint:`${Y(a)} … ${Y(l)}`,run:()=>Mt(o,i)}));n.menu(t,"Cuts",[...s,"separator",{node:Vr(o,r)}])}function Vr(o,t){
let{store:e}=o,[n,r]=e.get("cuts"),s=b("div",{class:"iv-trouble",attrs:{role:"alert"}}),i=()=>{let c=l.map(m=>m.value.trim()===
""?NaN:Number(m.value)),h=c.every(Number.isFinite),u=h&&c[1]>c[0];A(s,u?"":h?"low must be below high":"both must be numb\
ers");for(let m of l)S(m,"aria-invalid",u?null:"true");u&&dt(o,c[0],c[1])},a=(c,h)=>b("input",{class:"iv-input",attrs:{type:"\
text",inputmode:"decimal","aria-label":`${c} cut`,value:Number(h.toPrecision(7))},on:{input:i,keydown:u=>{u.key==="Enter"&&
(u.preventDefault(),o.popup.close(!0))}}}),l=[a("low",n),a("high",r)];return b("div",{class:"iv-by-hand"},b("div",{class:"\
iv-form-row"},b("label",{},"low ",l[0]),b("label",{},"high ",l[1]),b("span",{class:"iv-muted"},t)),s)}function Fr(o){let t=b(
"canvas",{class:"iv-curve"}),e=st(t,22,14);return!e||!o||(e.strokeStyle="#8c949e",e.lineWidth=1.25,e.moveTo(1,13),o.forEach(
(n,r)=>e.lineTo(1+20*n,13-12*(r+1)/256)),e.lineTo(21,1),e.stroke()),t}var _r=150;function Jn(o){let{store:t,popup:e}=o,n=b("b",{class:"iv-title"}),r=b("span",{class:"iv-muted iv-subtitle"}),
s=b("div",{class:"iv-what"},n,r),i=[Gn(o),...Nr(o),Dr(o),Hr(o)],a=b("button",{class:"iv-button iv-more",title:"More",attrs:{
type:"button","aria-label":"More","aria-haspopup":"menu","aria-expanded":"false",hidden:!0},on:{click:()=>{if(e.isOpenAt(
a))return e.close(!0);let u=i.filter(m=>m.node.hidden);e.menu(a,"More",u.flatMap((m,f)=>[...f?["separator"]:[],...m.entries()]))}}},
F("more")),l=b("div",{class:"iv-bar",attrs:{role:"toolbar","aria-label":"Image viewer"}},s,...i.map(u=>u.node),a),c=()=>{
for(let{node:x}of i)x.hidden=!1;a.hidden=!0;let u=l.clientWidth;if(!u)return;let m=8,f=new Map(i.map(x=>[x,x.node.offsetWidth+
m]));a.hidden=!1;let y=a.offsetWidth+m;a.hidden=!0;let d=Math.min(_r,s.scrollWidth)+16+[...f.values()].reduce((x,p)=>x+p,
0);for(let x of[...i].sort((p,v)=>p.fold-v.fold)){if(d<=u-(a.hidden?0:y))break;x.node.hidden=!0,a.hidden=!1,d-=f.get(x)??
0}},h=new ResizeObserver(c);return h.observe(l),o.onClose(()=>h.disconnect()),o.watch(["image_info"],()=>{let u=C(t);A(n,
u?u.title||"image":"imgview"),A(r,u?.subtitle??""),s.title=u?[u.title,u.subtitle,...u.notes].filter(Boolean).join(`
`):"",S(l,"data-empty",u?null:"")}),o.watch(["image_info","stretch","cuts_mode","colormap"],c),l}function Nr(o){let{store:t}=o,
e=(n,r,s,i,a,l)=>{let c=b("span",{class:"iv-value"}),h=b("button",{class:"iv-button iv-drop",title:a,attrs:{type:"button",
"aria-haspopup":"menu","aria-expanded":"false","data-menu":r},on:{click:()=>o.popup.isOpenAt(h)?o.popup.close(!0):l(o,h),
keydown:f=>{f.key==="ArrowDown"&&(f.preventDefault(),l(o,h))}}},b("span",{class:"iv-key"},n),c,F("caret")),u=()=>s==="co\
lormap"&&B(t),m=()=>u()?"none":String(t.get(s));return o.watch([s,"image_info"],()=>{A(c,m()),S(h,"disabled",C(t)===null||
u()),S(h,"aria-label",`${r}: ${m()}`),h.title=u()?"The pixels of this image have colours of their own":a}),{node:h,fold:i,
entries:()=>[{label:n,hint:`${m()} ›`,disabled:u(),run:()=>l(o,o.root.querySelector(".iv-more")??h)}]}};return[e("stre\
tch","stretch","stretch",7,`Stretch (${Pe("stretch")}: next)`,Zn),e("cuts","cuts","cuts_mode",6,`Cuts (${Pe("cuts")}: ne\
xt)`,Qn),e("map","colormap","colormap",5,`Colour map (${Pe("invert")}: invert)`,Xn)]}function Pe(o){return $(et(o).keys[0])}
function Dr(o){return to(o,["home","fit","one"],3)}function Hr(o){let t=to(o,["grid","panel","help"],8),[e,n]=t.node.children;
o.watch(["show_grid","image_info"],()=>{S(e,"aria-pressed",String(o.store.get("show_grid"))),S(e,"disabled",!C(o.store)?.
has_sky)});let r=()=>S(n,"aria-pressed",String(o.panelShown()));return o.watch(["panel_open"],r),o.root.addEventListener(
"iv-panel",r,{signal:o.signal}),t}function to(o,t,e){let n=t.map(et);return{node:b("div",{class:"iv-group",attrs:{role:"\
group"}},...n.map(s=>b("button",{class:"iv-button",title:mn(s),attrs:{type:"button","aria-label":s.label,"data-action":s.
id},on:{click:()=>s.run(o)}},Ur(s)))),fold:e,entries:()=>n.map(s=>({label:s.label,hint:$(s.keys[0]),run:()=>s.run(o)}))}}
function Ur(o){return o.icon?F(o.icon):document.createTextNode(o.text??o.label)}var bt={usual:258,least:190,most:480},$r=620,Kr=860;function eo(o,t){let{store:e}=o,n=new AbortController,r=[],s=b("div",
{class:"iv-stage",attrs:{tabindex:0,role:"application"}}),i=b("div",{class:"imgview",attrs:{"data-lm-suppress-shortcuts":"\
true","data-size":"wide",tabindex:-1}}),a=new te(o,s),l=new ne(o,a),c=!1,h={session:o,store:e,painter:a,probe:l,root:i,stage:s,
popup:new ee(i),signal:n.signal,watch:(x,p)=>{for(let v of x)r.push(e.on(v,p));p()},onClose:x=>r.push(x),panelShown:()=>i.
dataset.size==="narrow"?c:e.get("panel_open"),showPanel:x=>{i.dataset.size==="narrow"?c=x:e.set("panel_open",x),f()},toggleHelp:()=>u.
toggle()};h.onClose(Kt(i));let u=yn(h),m=b("aside",{class:"iv-panel",attrs:{"aria-label":"Mask planes, layers and histog\
ram"}},zr(h),kn(h),vn(h),b("section",{class:"iv-levels",attrs:{"aria-label":"Cuts"}},bn(h),tn(h))),f=()=>{let x=h.panelShown();
!x&&m.contains(document.activeElement)&&s.focus(),m.hidden=!x,i.dispatchEvent(new Event("iv-panel"))};s.append(On(h),ln(
h),En(h),Cn(h)),i.append(Jn(h),b("div",{class:"iv-body"},Tn(h),s,m,u.node),An(h),Bn(h)),t.append(i),Un(h),xn(h),h.watch(
["panel_open"],f),h.watch(["height"],()=>i.style.height=`${e.get("height")}px`),h.watch(["image_info"],()=>{let x=C(e)?.
title;S(s,"aria-label",`${x||"Image"}; press ? for the keys`),l.refresh()}),r.push(a.viewport.onChange(()=>l.refresh()));
let y=()=>{let{clientWidth:x,clientHeight:p}=s;x&&p&&a.resize(x,p,window.devicePixelRatio||1)},g=()=>{let x=i.clientWidth,
p=x<$r?"narrow":x<Kr?"medium":"wide";!x||i.dataset.size===p||(i.dataset.size=p,f())},d=new ResizeObserver(()=>{g(),y()});
return g(),d.observe(i),d.observe(s),window.addEventListener("resize",y,{signal:n.signal}),y(),()=>{n.abort(),d.disconnect(),
h.popup.close();for(let x of r)x();l.close(),a.dispose(),i.remove()}}function zr(o){let{local:t}=o.store,e=i=>t.set("pan\
elWidth",Math.round(z(i,bt.least,bt.most))),n=()=>t.get("panelWidth")??bt.usual,r=b("div",{class:"iv-edge",title:"Drag t\
o resize; double click for the usual width",attrs:{role:"separator",tabindex:0,"aria-orientation":"vertical","aria-label":"\
Panel width"},on:{dblclick:()=>e(bt.usual),keydown:i=>{let a={ArrowLeft:12,ArrowRight:-12}[i.key];a&&(i.preventDefault(),
i.stopPropagation(),e(n()+a))},pointerdown:i=>{if(i.button!==0)return;let a=n();Z(i,r,l=>e(a-l))}}}),s=()=>{o.root.style.
setProperty("--iv-panel",`${n()}px`),S(r,"aria-valuenow",String(n())),S(r,"aria-valuemin",String(bt.least)),S(r,"aria-va\
luemax",String(bt.most))};return o.onClose(t.on("panelWidth",s)),s(),r}function Br(o,t){let e=b("div",{class:"imgview"},b("p",{class:"iv-message",attrs:{role:"alert"}},t)),n=Kt(e);return o.append(
e),()=>{n(),e.remove()}}var yl=()=>{let o=null;return{initialize({model:t}){return pe(t)||(o=new $t(t)),()=>{o?.dispose(),
o=null}},render({model:t,el:e}){return o?eo(o,e):Br(e,pe(t)??"This imgview viewer has been closed: run its cell again.")}}};export{yl as default};
