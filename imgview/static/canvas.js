function g(o,t={},...e){let n=document.createElement(o);t.class&&(n.className=t.class),t.title&&(n.title=t.title);for(let[
r,s]of Object.entries(t.attrs??{}))S(n,r,s);for(let[r,s]of Object.entries(t.on??{}))n.addEventListener(r,s);return n.append(
...e),n}function S(o,t,e){if(e==null||e===!1)o.removeAttribute(t);else{let n=e===!0?"":String(e);o.getAttribute(t)!==n&&
o.setAttribute(t,n)}}function C(o,t){o.textContent!==t&&(o.textContent=t)}function q(o,t,e){return Math.min(Math.max(o,t),
e)}function ct(o,t,e,n=window.devicePixelRatio||1){let r=Math.max(1,Math.round(t*n)),s=Math.max(1,Math.round(e*n));(o.width!==
r||o.height!==s)&&(o.width=r,o.height=s,o.style.width=`${t}px`,o.style.height=`${e}px`);let i=o.getContext("2d");return i?.
setTransform(r/Math.max(t,1),0,0,s/Math.max(e,1),0,0),i}function X(o,t,e,n){let{clientX:r,clientY:s,pointerId:i}=o,a=new AbortController,
l=c=>{c.pointerId===i&&(a.abort(),n?.(c))};t.setPointerCapture(i);let h=c=>{let u=c;u.pointerId===i&&e(u.clientX-r,u.clientY-
s,u)};t.addEventListener("pointermove",h,{signal:a.signal});for(let c of["pointerup","pointercancel","lostpointercapture"])
t.addEventListener(c,l,{signal:a.signal})}function V(o){let t=0;return{ask:()=>{t||=requestAnimationFrame(()=>{t=0,o()})},
cancel:()=>{cancelAnimationFrame(t),t=0}}}var Lt=class{constructor(t,e,n){this.stray=n;this.#t=t,this.#e=e,t.on("msg:custom",this.#o)}stray;client=Math.floor(Math.
random()*2**40);stats={sent:0,received:0,bytes:0};#t;#e;#n=new Map;#o=(t,e)=>this.#l(t,e??[]);#r=Math.floor(Math.random()*
2**40);ask(t,e){let n=this.#r++;return this.#n.set(n,{request:e,timer:this.#s(n)}),this.#i(t(n)),n}cancel(t){this.forget(
t)&&this.#i({kind:"cancel",id:t})}forget(t){return clearTimeout(this.#n.get(t)?.timer),this.#n.delete(t)}dispose(){this.#t.
off("msg:custom",this.#o);for(let t of[...this.#n.keys()])this.forget(t)}#s(t){return setTimeout(()=>{let e=this.#n.get(
t);this.#n.delete(t),this.#e.set("stalled",!0),e?.request.failed(null)},8e3)}#i(t){this.stats.sent++;try{this.#t.send(t)}catch(e){
console.warn("imgview: the kernel cannot be reached",e)}}#l(t,e){this.stats.received++;for(let r of e)this.stats.bytes+=
r.byteLength;this.#e.set("stalled",!1);let n=this.#n.get(t.id);n?t.kind==="error"?(this.forget(t.id),n.request.failed(t)):
n.request.reply(t,e)?this.forget(t.id):(clearTimeout(n.timer),n.timer=this.#s(t.id)):this.stray(t,e)}};var ht=class{constructor(t,e,n,r){this.x=t;this.y=e;this.reaches=n;let s=Math.max(r.x1-r.x0,1),i=Math.max(r.y1-r.y0,1),a=Math.
min(Math.max(t.length/8,1),1048576);this.#t=r,this.#o=Math.sqrt(s*i/a),this.#e=Math.ceil(s/this.#o),this.#n=Math.ceil(i/
this.#o);let l=new Int32Array(t.length).fill(-1),h=new Uint32Array(this.#e*this.#n+1);for(let f=0;f<t.length;f++){if(!Number.
isFinite(t[f]+e[f]))continue;let m=n(f);if(m>this.#o){this.#i.push(f);continue}this.#l=Math.max(this.#l,m),l[f]=this.#a(
t[f])+this.#e*this.#c(e[f]),h[l[f]+1]++}for(let f=1;f<h.length;f++)h[f]+=h[f-1];let c=h.slice(),u=new Uint32Array(h[h.length-
1]);l.forEach((f,m)=>{f>=0&&(u[c[f]++]=m)}),this.#r=h,this.#s=u}x;y;reaches;#t;#e;#n;#o;#r;#s;#i=[];#l=0;near({x0:t,y0:e,
x1:n,y1:r},s,i){let a=this.#l*s+i,[l,h]=[this.#a(t-a),this.#a(n+a)],c=[],u=0;for(let p=this.#c(e-a);p<=this.#c(r+a);p++){
let y=this.#s.subarray(this.#r[p*this.#e+l],this.#r[p*this.#e+h+1]);c.push(y),u+=y.length}let f=this.#i.filter(p=>{let y=this.
reaches(p)*s+i;return this.x[p]+y>=t&&this.x[p]-y<=n&&this.y[p]+y>=e&&this.y[p]-y<=r}),m=new Uint32Array(u+f.length),d=0;
for(let p of c)m.set(p,d),d+=p.length;return m.set(f,d),m}#a(t){return Math.min(Math.max(Math.floor((t-this.#t.x0)/this.#o),
0),this.#e-1)}#c(t){return Math.min(Math.max(Math.floor((t-this.#t.y0)/this.#o),0),this.#n-1)}};function Q(o,t){return(o/2+1)*t+.5}function Ge(o,t,e){let n=new Uint32Array(65536),r=t*e/2+.5,s=i=>Math.min(Math.max(i,0),
1);for(let i=0;i<255;i++){let a=(i+.5)*Q(t,e)/255,l=s(r-a),h=l+.6*s(r+1*e-a)*(1-l),c=u=>Math.round(u*l/(h||1));for(let u=0;3*
u<o.length;u++){let[f,m,d]=[c(o[3*u]),c(o[3*u+1]),c(o[3*u+2])];n[i<<8|u]=(Math.round(h*255)<<24|d<<16|m<<8|f)>>>0}}return n}
var It=class{constructor(t){this.reach=t}reach;marks=new Uint16Array(256*256).fill(65535);fills=null;color=0;empty=!0;#t(t,e){
if(!(e<255))return;let n=e<<8|this.color;n<this.marks[t]&&(this.marks[t]=n)}segment(t,e,n,r){let{reach:s}=this,i=n-t,a=r-
e,l=K(Math.min(t,n)-s),h=z(Math.max(t,n)+s),c=K(Math.min(e,r)-s),u=z(Math.max(e,r)+s);if(l>h||c>u)return;this.empty=!1;let f=i*
i+a*a,m=f>0?1/f:0,d=s*Math.sqrt(f)/Math.abs(a);for(let p=c;p<=u;p++){let y=p+.5-e,x=t+y*i/a,M=d<256?Math.max(l,K(x-d)):l,
b=d<256?Math.min(h,z(x+d)):h;for(let w=M;w<=b;w++){let v=w+.5-t,k=(v*i+y*a)*m,E=k<0?0:k>1?1:k,T=v-E*i,I=y-E*a;this.#t(p*
256+w,Math.sqrt(T*T+I*I)*255/s)}}}ellipse(t,e,n,r,s){let{reach:i}=this,a=Math.cos(s),l=Math.sin(s),h=Math.sqrt(n*n*a*a+r*
r*l*l)+i,c=Math.sqrt(n*n*l*l+r*r*a*a)+i,u=K(t-h),f=z(t+h),m=K(e-c),d=z(e+c);if(u>f||m>d)return;this.empty=!1;let[p,y,x,M]=[
a/n,l/n,a/r,-l/r],b=1/(n*n),w=1/(r*r),v=255/i,k=p*p+M*M,E=i/Math.min(n,r),T=(1+E)*(1+E),I=E<1?(1-E)*(1-E):0,N=h>16;for(let A=m;A<=
d;A++){let O=e-A-.5,P=O*y,H=O*x,st=u,it=f,U=256,et=0;if(N){let $=(p*P+M*H)/k,kt=$*$-(P*P+H*H)/k,at=kt+T/k;if(at<=0)continue;
st=Math.max(u,K(t-$-Math.sqrt(at))),it=Math.min(f,z(t-$+Math.sqrt(at)));let lt=kt+I/k;E<1&&lt>0&&(U=K(t-$-Math.sqrt(lt)),
et=z(t-$+Math.sqrt(lt)))}let he=A*256;for(let $=st;$<=it;$++){$===U&&et>$&&($=et);let kt=$+.5-t,at=kt*p+P,lt=kt*M+H,Ke=at*
at,ze=lt*lt,Be=Ke+ze,ue=Be-Math.sqrt(Be);this.#t(he+$,(ue<0?-ue:ue)*v/Math.sqrt(Ke*b+ze*w))}}}fill(t,e,n,r,s,i="ellipse"){
let a=Math.cos(s),l=Math.sin(s),h=i==="ellipse"?Math.sqrt(n*n*l*l+r*r*a*a):n,c=z(e+h);this.fills??=new Uint16Array(256*256).
fill(65535);let u=(a/n)**2+(l/r)**2;for(let f=K(e-h);f<=c;f++){let m=e-f-.5,d=t,p=i==="square"?n:n-Math.abs(m);i==="elli\
pse"&&(d-=m*a*l*(1/(n*n)-1/(r*r))/u,p=Math.sqrt(Math.max(u-(m/(n*r))**2,0))/u);let y=z(d+p);for(let x=K(d-p);x<=y;x++){let M=f*
256+x;this.color<this.fills[M]&&([this.fills[M],this.empty]=[this.color,!1])}}}disc(t,e,n){let{reach:r}=this,s=n+r,i=z(e+
s),a=z(t+s);this.empty=!1;for(let l=K(e-s);l<=i;l++)for(let h=K(t-s);h<=a;h++){let c=Math.max(Math.hypot(h+.5-t,l+.5-e)-
n,0);this.#t(l*256+h,c*255/r)}}};function K(o){return Math.max(0,Math.ceil(o-.5))}function z(o){return Math.min(255,Math.
floor(o-.5))}var Pt=class{bytes;#t;#e;#n;constructor(t,e,n){let r=new Uint32Array(t,0,e+1),s=new Float32Array(t,4*(e+1)),i=new Uint32Array(
Math.max(s.length/2-e,0)),a=0;for(let c=0;c<e;c++)for(let u=r[c];u+1<r[c+1];u++)i[a++]=u;let l=c=>Float32Array.from(i,u=>(s[2*
u+c]+s[2*u+2+c])/2),h=c=>{let u=2*i[c];return Math.max(Math.abs(s[u+2]-s[u]),Math.abs(s[u+3]-s[u+1]))/2};this.#t=s,this.#e=
i,this.#n=new ht(l(0),l(1),h,n),this.bytes=t.byteLength+16*i.length}near(t,{width:e},n,r){return this.#n.near(t,1,Q(e,r)/
n)}draw(t,e,{left:n,top:r,scale:s}){let i=this.#t;for(let a of e){let l=2*this.#e[a];t.segment(i[l]*s+n,r-i[l+1]*s,i[l+2]*
s+n,r-i[l+3]*s)}}};var Ot=2.5,co=1,fe=256,ho={"+":[[-1,0,1,0],[0,-1,0,1]],x:[[-1,-1,1,1],[-1,1,1,-1]],"*":[[-1,0,1,0],[0,-1,0,1],[-.7,-.7,.7,
.7],[-.7,.7,.7,-.7]],square:[[-1,-1,1,-1],[1,-1,1,1],[1,1,-1,1],[-1,1,-1,-1]],diamond:[[0,-1,1,0],[1,0,0,1],[0,1,-1,0],[
-1,0,0,-1]]},qe={o:"ellipse",square:"square",diamond:"diamond"},nt=class{bytes;#t;#e;#n;#o;constructor(t,e,n){let r=l=>new Float32Array(
t,4*l*e,e);this.#t=r(0),this.#e=r(1),this.#n=t.byteLength>8*e?[r(2),r(3),r(4)]:null;let[s,i]=this.#n??[],a=l=>s&&i&&Math.
max(s[l],i[l])||0;this.#o=new ht(this.#t,this.#e,a,n),this.bytes=t.byteLength+8*e}get rows(){return this.#t.length}place(t){
return[this.#t[t],this.#e[t]]}next(t,e){do t+=e;while(t>=0&&t<this.rows&&!Number.isFinite(this.#t[t]+this.#e[t]));return t>=
0&&t<this.rows?t:null}at(t,e,n,r,s){let i=n,[a,l,h]=i.symbol==="ellipse"&&this.#n||[],{sizes:c}=s,u=d=>i.symbol==="ellip\
se"?Ot:me(i,r,1,c?.table[c.codes[d]]),f=Q(i.width,1)/r,m=null;for(let d of this.near({x0:t,x1:t,y0:e,y1:e},i,r,1,s)){let p=u(
d)/r,[y,x]=[t-this.#t[d],e-this.#e[d]],[M,b]=[Math.max((a?.[d]||0)*i.scale,p),Math.max((l?.[d]||0)*i.scale,p)],[w,v]=[Math.
cos(h?.[d]||0),Math.sin(h?.[d]||0)];if(Math.hypot((y*w+x*v)/(M+f),(x*w-y*v)/(b+f))>1)continue;let[k,E]=[M*b,Math.hypot(y,
x)];(!m||k<m.area||k===m.area&&E<m.far)&&(m={row:d,area:k,far:E})}return m}within(t,e){let[n,r]=[Math.min(...e),Math.max(
...e)],s=Array.from({length:fe},()=>[]),i=c=>Math.min(Math.floor((c-n)/(r-n||1)*fe),fe-1),a=c=>(c||t.length)-1;t.forEach(
(c,u)=>{let[f,m]=[i(e[u]),i(e[a(u)])].sort((d,p)=>d-p);for(let d=f;d<=m;d++)s[d].push(u)});let l={x0:Math.min(...t),x1:Math.
max(...t),y0:n,y1:r},h=[];for(let c of this.#o.near(l,0,0)){let[u,f]=[this.#t[c],this.#e[c]];if(!(f>=n&&f<=r))continue;let m=!1;
for(let d of s[i(f)]){let p=a(d);e[d]>f!=e[p]>f&&u<(t[p]-t[d])*(f-e[d])/(e[p]-e[d])+t[d]&&(m=!m)}m&&h.push(c)}return h}near(t,e,n,r,{
sizes:s}){let i=e,a=i.symbol==="ellipse",l=a?Ot*r:me(i,n,r,s&&Math.max(...s.table));return this.#o.near(t,a?i.scale:0,(l+
Q(i.width,r))/n)}draw(t,e,{left:n,top:r,scale:s,dpr:i},a,{colors:l,sizes:h}){let c=a,[u,f]=[this.#t,this.#e];if(c.symbol===
"ellipse"){let[d,p,y]=this.#n??[],x=c.scale*s,M=Ot*i;for(let b of e){let w=u[b]*s+n,v=r-f[b]*s;if(t.color=l?.codes[b]??0,
d&&p&&y&&d[b]+p[b]+Math.abs(y[b])>0){let[k,E]=[Math.max(d[b]*x,M),Math.max(p[b]*x,M)];t.ellipse(w,v,k,E,y[b]),c.fill&&t.
fill(w,v,k,E,y[b])}else t.disc(w,v,co*i)}return}let m=ho[c.symbol];for(let d of e){let p=u[d]*s+n,y=r-f[d]*s,x=me(c,s,i,
h?.table[h.codes[d]]);if(t.color=l?.codes[d]??0,c.fill&&qe[c.symbol]&&t.fill(p,y,x,x,0,qe[c.symbol]),!m)t.ellipse(p,y,x,
x,0);else for(let[M,b,w,v]of m)t.segment(p+x*M,y+x*b,p+x*w,y+x*v)}}};function me({size:o,unit:t},e,n,r=o){return Math.max(
r*(t==="image"?e:n)/2,Ot*n)}function L(o){let t=o.get("image_info");return"shape"in t?t:null}function W(o){let t=L(o);return t!==null&&t.color&&t.component===
"image"}function Rt(o){let[t,e]=L(o)?.shape??[0,0];return t*e}var uo={outline:Pt,shapes:nt},fo=1e3,mo=6e4;function Vt(o){return o.kind==="marks"?[]:[o.key,...o.kind==="shapes"?[o.colors,
o.sizes]:[]].filter(Boolean)}var Ft=class{#t;#e;#n;#o=new Map;#r=new Map;#s=new Map;#i=new Set;#l=null;constructor(t,e){
this.#t=t,this.#e=e,this.#n=[t.on("layers",()=>this.#c())],this.#c()}get all(){return this.#t.get("layers")}placed(t){let e=this.#o.
get(t);return e?.codes?e:null}set(t,e){this.#t.set("layers",this.all.map(n=>n.key===t?{...n,...e}:n))}toggle(t){this.set(
t,{visible:!this.all.find(e=>e.key===t)?.visible})}toggleAll(){let t=this.all.filter(({visible:n})=>n).map(({key:n})=>n),
e=this.#l;this.#l=t.length?new Set(t):null,this.#t.set("layers",this.all.map(n=>({...n,visible:!t.length&&(e?.has(n.key)??
!0)})))}onChange(t){return this.#i.add(t),()=>this.#i.delete(t)}dispose(){for(let t of this.#n)t();for(let t of[...this.#s.
keys()])this.#u(t);this.#i.clear(),this.#o.clear(),this.#r.clear()}#a(){for(let t of[...this.#i])t()}#c(){let t=new Set(
this.all.flatMap(Vt));for(let e of[...this.#s.keys()])t.has(e)||this.#u(e);for(let e of[...this.#o.keys()])t.has(e)||this.#o.
delete(e);for(let e of[...this.#r.keys()])t.has(e)||this.#r.delete(e);for(let e of this.all)if(!(!e.visible||!e.count))for(let n of Vt(
e))this.#o.has(n)||this.#r.has(n)||this.#s.has(n)||(this.#s.set(n,{id:null,timer:0,retry:fo,data:null,got:0}),this.#m(n));
this.#f(),this.#a()}#u(t){let e=this.#s.get(t);this.#s.delete(t),e&&(clearTimeout(e.timer),e.id!==null&&this.#e.forget(e.
id))}#m(t){let e=this.#s.get(t);e&&(e.data=null,e.got=0,e.id=this.#e.ask(n=>({kind:"layer",id:n,layer:t}),{reply:(n,r)=>n.
kind!=="layer"||this.#h(e,n,r[0]),failed:n=>{n&&this.#t.local.set("error",n.error),e.id=null,e.timer=setTimeout(()=>this.#m(
t),e.retry),e.retry=Math.min(2*e.retry,mo)}}))}#h(t,e,n){let{layer:r,size:s,offset:i,rows:a,origin:l,done:h}=e;if(t.data??=
new Uint8Array(s),t.data.set(new Uint8Array(n.buffer,n.byteOffset,n.byteLength),i),t.got+=n.byteLength,!h)return!1;this.#s.
delete(r);let c=this.all.find(m=>Vt(m).includes(r));if(c&&c.key!==r&&t.got===s)return this.#r.set(r,t.data),this.#f(),this.#a(),
!0;let u=c?.kind,f=L(this.#t);if(u&&u!=="marks"&&f&&s&&t.got===s){let[m,d]=f.start,[p,y]=f.shape,x={x0:d-l[0],x1:d-l[0]+
y,y0:m-l[1],y1:m-l[1]+p};this.#o.set(r,{geometry:new uo[u](t.data.buffer,a,x),origin:l,codes:null}),this.#f(),this.#a()}
return!0}#f(){for(let t of this.all){let e=this.#o.get(t.key);if(!e||!Vt(t).every(s=>s===t.key||this.#r.has(s))||(e.codes=
{},t.kind!=="shapes"))continue;let[n,r]=[this.#r.get(t.colors),this.#r.get(t.sizes)];if(n&&(e.codes.colors={key:t.colors,
table:n.subarray(0,768),codes:n.subarray(768)}),r){let s=new Float32Array(r.buffer,0,256);e.codes.sizes={key:t.sizes,table:s,
codes:r.subarray(1024)}}}}};var _t=class{#t;#e;#n;#o;#r;#s=[];#i=null;#l=null;constructor(t,e,n,r){this.#t=t,this.#e=e,this.#n=n,this.#o=r,this.#r=t.
on("image_info",()=>this.#a())}at(t,e,n){let r=Math.round(t),s=Math.round(e);this.#l=null;let i=this.#n.info;if(!i)return;
let[a,l]=[s-i.start[0],r-i.start[1]],h=a>=0&&l>=0&&a<i.shape[0]&&l<i.shape[1],c={inside:h,x:r,y:s,values:[NaN],sigma:null,
approximate:!1,planes:[],...this.#o.radec(t,e)??{ra:null,dec:null}};if(!h)return n(c);let u=this.#c(c,t,e);if(u)return n(
u);n(this.#m(c,a,l)),this.#l={x:t,y:e,callback:n},this.#h()}dispose(){this.#r(),this.#a()}#a(){this.#s=[],this.#l=null,this.#i!==
null&&this.#e.forget(this.#i),this.#i=null}#c(t,e,n){for(let r of this.#s){let[s,i]=[t.y-r.y0,t.x-r.x0];if(s<0||i<0||s>=
r.height||i>=r.width)continue;let a=s*r.width+i,l=h=>r.mask?.getUint8(a*r.maskBytes+h)??0;return{...t,values:Array.from(
{length:r.channels},(h,c)=>r.values.getFloat64(8*(a*r.channels+c),!0)),sigma:r.sigma?r.sigma.getFloat64(8*a,!0):null,planes:this.#u(
l),...this.#o.radec(e,n,r.offset)}}return null}#u(t){return this.#t.get("mask_planes").filter(e=>t(e.byte)>>e.bit&1)}#m(t,e,n){
let r=this.#n.info?.levels??0,s=this.#n.info?.tile??256;for(let i=0;i<r;i++){let[a,l]=[e>>i,n>>i],h=this.#n.get([i,Math.
floor(a/s),Math.floor(l/s)])?.tile;if(!h)continue;let c=(h.height-1-a%s)*h.width+l%s,{pairs:u}=h,f=p=>{let y=u?.bytes.indexOf(
p)??-1;return u&&y>=0?u.own[u.index[c]*u.bytes.length+y]:0},m=h.width*h.height,d=Array.from({length:h.channels},(p,y)=>h.
codec.value(h.codes[c+y*m]));return{...t,values:d,approximate:!0,planes:this.#u(f)}}return{...t,approximate:!0}}#h(){let{
info:t}=this.#n;if(this.#i!==null||!this.#l||!t)return;let[e,n]=[Math.round(this.#l.x),Math.round(this.#l.y)];this.#i=this.#e.
ask(r=>({kind:"readout",id:r,image:t.id,x:e,y:n}),{reply:(r,s)=>(this.#i=null,r.kind==="readout"&&r.image===this.#n.info?.
id&&this.#f(r,s,e,n),!0),failed:()=>{this.#i=null}})}#f(t,[e,n,r],s,i){let[a,l,h,c]=t.box,u=this.#l;h*c>0&&t.component===
this.#n.info?.component&&(this.#s.unshift({y0:a,x0:l,height:h,width:c,values:e,channels:t.channels,offset:this.#o.offset(
s,i,t.sky),sigma:n?.byteLength?n:null,mask:r?.byteLength?r:null,maskBytes:r?r.byteLength/(h*c):0}),this.#s.length=Math.min(
this.#s.length,32)),u&&this.at(u.x,u.y,u.callback)}};var po="#ffffff";var Dt=class{constructor(t,e){this.store=t;this.layers=e;this.#t=t.on("selection",()=>this.#o()),this.#o()}store;layers;key=0;rows=new Uint32Array(
0);#t;#e=0;#n=null;set(t,e){let n=Uint32Array.from(e).sort();this.store.set("selection",n.length?{layer:t,rows:new DataView(
n.buffer)}:{})}add(t,e,n=!1){let r=new Set(t===this.key?this.rows:[]);for(let s of e)n&&r.delete(s)||r.add(s);this.set(t,
r)}drawn(){let t=this.layers.all.find(({key:n})=>n===this.key);if(!t?.visible||!this.placed(this.#e))return[];let e=Math.
min(t.width+1.5,20);return[{...t,key:this.#e,color:po,opacity:1,width:e}]}placed(t){let e=t===this.#e?this.layers.placed(
this.key):null;if(!e)return null;let{geometry:n,origin:r,codes:s}=e,i=this.#n??=new Set(this.rows);return{geometry:{bytes:0,
near:(...l)=>n.near(...l).filter(h=>i.has(h)),draw:(...l)=>n.draw(...l)},origin:r,codes:{...s,colors:void 0}}}dispose(){
this.#t()}#o(){let{layer:t,rows:e}=this.store.get("selection");this.key=t??0;let n=e?e.buffer.slice(e.byteOffset,e.byteOffset+
e.byteLength):new ArrayBuffer(0);this.rows=new Uint32Array(n),this.#e--,this.#n=null}};var ft=Math.PI/180;function yo(o){let[t,e]=o.n,n=new Float64Array(3*t*e);for(let r=0;r<n.length;r++)n[r]=o.data.getFloat64(
8*r,!0);return{ny:t,nx:e,x:o.x,y:o.y,data:n}}function We(o,t){let e=Math.min(t,4),n=Math.min(Math.max(Math.floor(o)-1,0),
t-e),r=[];for(let s=0;s<e;s++){let i=1;for(let a=0;a<e;a++)a!==s&&(i*=(o-n-a)/(s-a));r.push(i)}return{first:n,weights:r}}
var Nt=class{pixelScale=null;#t=null;#e;constructor(t){let e=()=>{let n=t.get("sky_grid");this.#t="data"in n?yo(n):null,
this.pixelScale="data"in n?n.pixel_scale:null};this.#e=t.on("sky_grid",e),e()}get known(){return this.#t!==null}radec(t,e,n){
let r=this.#n(t,e);if(!r)return null;if(n)for(let i=0;i<3;i++)r[i]+=n[i];let s=Math.atan2(r[1],r[0])/ft;return{ra:s<0?s+
360:s,dec:Math.atan2(r[2],Math.hypot(r[0],r[1]))/ft}}offset(t,e,n){let r=this.#n(t,e);if(!r||!n)return null;let s=je({ra:n[0],
dec:n[1]});return[s[0]-r[0],s[1]-r[1],s[2]-r[2]]}compass(t,e){let n=this.#o(t,e);if(!n)return null;let r=(i,a)=>({x:i/Math.
hypot(i,a),y:a/Math.hypot(i,a)}),s=Math.sign(n.ex*n.ny-n.ey*n.nx);return{east:r(s*n.ny,-s*n.nx),north:r(-s*n.ey,s*n.ex)}}pixel(t,e){
let n=je(t),{x:r,y:s}=e;for(let i=0;i<12;i++){let a=this.#n(r,s),l=this.#o(r,s);if(!a||!l)return null;let h=[n[0]-a[0],n[1]-
a[1],n[2]-a[2]],c=ut(h,l.east),u=ut(h,l.north),f=l.ex*l.ny-l.ey*l.nx,m=(c*l.ny-u*l.ey)/f,d=(u*l.ex-c*l.nx)/f;if(!Number.
isFinite(m+d))return null;if(r+=m,s+=d,Math.hypot(m,d)<1e-6)return{x:r,y:s}}return null}dispose(){this.#e()}#n(t,e){let n=this.#t;
if(!n)return null;let r=We((t-n.x[0])/n.x[1],n.nx),s=We((e-n.y[0])/n.y[1],n.ny),i=[0,0,0];s.weights.forEach((l,h)=>{r.weights.
forEach((c,u)=>{let f=3*((s.first+h)*n.nx+r.first+u);for(let m=0;m<3;m++)i[m]+=l*c*n.data[f+m]})});let a=Math.hypot(...i);
return a>0?[i[0]/a,i[1]/a,i[2]/a]:null}#o(t,e){let n=this.#n(t,e),[r,s,i,a]=[this.#n(t+.5,e),this.#n(t-.5,e),this.#n(t,e+
.5),this.#n(t,e-.5)];if(!n||!r||!s||!i||!a)return null;let l=Math.hypot(n[0],n[1])||1,h=[-n[1]/l,n[0]/l,0],c=[-n[2]*h[1],
n[2]*h[0],l],u=[r[0]-s[0],r[1]-s[1],r[2]-s[2]],f=[i[0]-a[0],i[1]-a[1],i[2]-a[2]];return{east:h,north:c,ex:ut(u,h),ey:ut(
f,h),nx:ut(u,c),ny:ut(f,c)}}};function je({ra:o,dec:t}){let e=Math.cos(t*ft);return[e*Math.cos(o*ft),e*Math.sin(o*ft),Math.
sin(t*ft)]}function ut(o,t){return o[0]*t[0]+o[1]*t[1]+o[2]*t[2]}function de(o,t){let e=10**t,n=Math.round(o*3600*e),r=n%
(60*e);n=(n-r)/(60*e);let s=a=>String(a).padStart(2,"0"),i=(r/e).toFixed(t).padStart(t?t+3:2,"0");return`${s(Math.floor(
n/60))}:${s(n%60)}:${i}`}function $t(o,t=3){let e=de((o%360+360)%360/15,t);return e.startsWith("24:")?de(0,t):e}function Ht(o,t=2){
return(o<0?"−":"+")+de(Math.abs(o),t)}var Ut=class{#t=new Map;add(t,e){let n=this.#t.get(t);return n||this.#t.set(t,n=new Set),n.add(e),()=>n.delete(e)}call(t){
for(let e of[...this.#t.get(t)??[]])e()}clear(){this.#t.clear()}},pe=class{#t=new Map;#e=new Ut;get(t){return this.#t.get(
t)}set(t,e){this.#t.get(t)!==e&&(this.#t.set(t,e),this.#e.call(t))}on(t,e){return this.#e.add(t,e)}},bo={viewport:150,component:0,
stretch_parameter:0},go=100;function Ye(o,t){return t instanceof DataView?String(new Uint8Array(t.buffer,t.byteOffset,t.
byteLength)):t}function Ze(o,t){return o===t||JSON.stringify(o,Ye)===JSON.stringify(t,Ye)}var Kt=class{local=new pe;#t;#e=new Ut;#n=new Map;#o=new Map;#r=new Map;#s=!1;#i=0;#l=1/0;constructor(t){
this.#t=t}get(t){return this.#t.get(t)}set(t,e){Ze(this.get(t),e)||(this.#c(t),this.#o.set(t,e),this.#u(t,e),this.#a(bo[t]??
go),this.#e.call(t))}on(t,e){return this.#c(t),this.#e.add(t,e)}flush(){if(clearTimeout(this.#i),this.#l=1/0,!!this.#o.size){
for(let[t,e]of this.#o)this.#r.set(t,e);this.#o.clear(),this.#t.save_changes()}}dispose(){this.flush();for(let[t,e]of this.#n)
this.#t.off(`change:${t}`,e);this.#n.clear(),this.#e.clear()}#a(t){let e=performance.now()+t;e>=this.#l||(clearTimeout(this.#i),
this.#l=e,this.#i=setTimeout(()=>this.flush(),t))}#c(t){if(this.#n.has(t))return;let e=()=>this.#m(t);this.#n.set(t,e),this.#t.
on(`change:${t}`,e)}#u(t,e){this.#s=!0;try{this.#t.set(t,e)}finally{this.#s=!1}}#m(t){if(!this.#s){if(this.#o.has(t)){if(Ze(
this.get(t),this.#r.get(t)))return this.#u(t,this.#o.get(t));this.#o.delete(t)}this.#e.call(t)}}};var zt=class{constructor(t,e,n,r){this.center=t;this.step=e;this.linear=n;this.zero=r;this.key=`${t},${e},${n},${r}`}center;step;linear;zero;key;get exact(){
return this.linear>=65535}value(t){if(t===0)return NaN;if(t===1)return-1/0;if(t===65535)return 1/0;let e=t-this.zero,n=Math.
abs(e),r=n;if(n>this.linear){let s=n-this.linear-1,i=this.linear;for(;s>=1024;s-=1024)i*=2;let a=i/1024;r=i+s*a+a/2}return this.
center+(e<0?-r:r)*this.step}stepAt(t){if(t<this.value(2)||t>this.value(65534))return 1/0;let e=Math.abs(t-this.center)/this.
step;return e<=this.linear?this.step:this.linear*2**Math.floor(Math.log2(e/this.linear))/1024*this.step}};var Xe=65536,D=256,Mo=4278190080;function be(o,t,e){return(Mo|e<<16|t<<8|o)>>>0}function ge(o){let t=new Uint32Array(D),
{colors:e,contrast:n,bias:r}=o;for(let s=0;s<D;s++){let i=Math.min(Math.max((s/255-r)*n+.5,0),1),a=3*Math.floor(i*255+.5);
t[s]=be(e[a],e[a+1],e[a+2])}return t}function Qe(o,t,e){let{low:n,high:r,thresholds:s}=e,i=ge(e),a=2;for(let l=0;l<D-1&&
a<=65534;l++){let h=s[l],c=a,u=65535;for(;c<u;){let f=c+u>>1;(t.value(f)-n)/(r-n)>=h?u=f:c=f+1}o.fill(i[l],a,c),a=c}o.fill(
i[D-1],a,65535),o[0]=e.bad,o[1]=i[0],o[65535]=i[D-1]}var ko=12;function Gt(o){let t=/^#[0-9a-f]{6}$/i.test(o)?parseInt(o.slice(1),16):16777215;return[t>>16,t>>8&255,t&255]}function Je({
color:o,opacity:t,outline:e},n){let[r,s,i]=Gt(o);return{r,g:s,b:i,opacity:t,outline:e,key:`${n}.${o}.${t}.${e}`}}function So(o,t,e){
let n=new Float32Array(e);for(let r=0;r<e;r++)n[r]=o.getFloat32(4*(t+r),!0);return n}var Bt=class{version=0;shadingVersion=0;shading;planes=[];expressions=[];#t;#e=[];#n=new Set;#o=new Map;constructor(t){
this.#t=t,this.shading=this.#s(),this.#i();let e=["cuts","stretch","stretch_names","stretch_tables","colormap","colormap\
_names","colormap_tables","inverted","contrast","bias","bad_color"],n=()=>{this.shading=this.#s(),this.shadingVersion++,
this.#r()};for(let s of e)this.#e.push(t.on(s,n));let r=W(t);this.#e.push(t.on("image_info",()=>{r!==W(t)&&(r=!r,n())}));
for(let s of["planes","mask_planes","mask_expressions"])this.#e.push(t.on(s,()=>{this.#i(),this.#r()}))}onChange(t){return this.#n.
add(t),()=>this.#n.delete(t)}lut(t){let e=this.#o.get(t.key);return e||(this.#o.size>=ko&&this.#o.delete(this.#o.keys().
next().value),e={version:-1,lut:new Uint32Array(Xe)},this.#o.set(t.key,e)),e.version!==this.shadingVersion&&(Qe(e.lut,t,
this.shading),e.version=this.shadingVersion),e.lut}bar(){return ge(this.shading)}dispose(){for(let t of this.#e)t();this.#n.
clear(),this.#o.clear()}#r(){this.version++;for(let t of this.#n)t()}#s(){let t=this.#t,[e,n]=t.get("cuts"),r=(f,m)=>Math.
max(f.indexOf(m),0),s=t.get("stretch_tables"),i=t.get("colormap_tables"),a=r(t.get("stretch_names"),t.get("stretch")),l=r(
t.get("colormap_names"),t.get("colormap")),h=new Uint8Array(3*D),c=t.get("inverted"),u=W(t);for(let f=0;f<D;f++){if(u){h.
fill(f,3*f,3*f+3);continue}let m=3*(D*l+(c?D-1-f:f));for(let d=0;d<3;d++)h[3*f+d]=i.getUint8(m+d)}return{low:e,high:n,colors:h,
thresholds:So(s,(D-1)*a,D-1),contrast:t.get("contrast"),bias:t.get("bias"),bad:be(...Gt(t.get("bad_color")))}}#i(){let t=this.#t.
get("planes");this.planes=[];for(let{name:e,byte:n,bit:r}of this.#t.get("mask_planes")){let s=Object.hasOwn(t,e)?t[e]:void 0;
s?.visible&&this.planes.push({byte:n,bit:r,...Je(s,`${n}.${r}`)})}this.expressions=this.#t.get("mask_expressions").filter(
({visible:e,removed:n})=>e&&!n).map(e=>({postfix:e.postfix,...Je(e,e.postfix.join("."))}))}};var xe=class{#t=new Set;#e=0;#n=-1;#o=0;keep(t,e){this.drop(t),t.bytes=e,this.#t.add(t),this.#e+=e,this.#e>96e6&&this.#r()}touch(t){
this.#t.delete(t)&&this.#t.add(t)}drop(t){this.#t.delete(t)&&(this.#e-=t.bytes)}get bytes(){return this.#e}timeLeft(t){return t!==
this.#n&&(this.#n=t,this.#o=0),8-this.#o}spend(t){this.#o+=t}#r(){for(let t of this.#t){if(this.#e<=96e6)return;t.pinned()||
(this.drop(t),t.evict())}}},Eo=Symbol.for("imgview.page.1"),To=globalThis,F=To[Eo]??=new xe;var we=class{#t=new Int32Array(1<<18).fill(-1);#e=[];keys=[];columns=[];clear(){this.nextColumn(),this.keys=[0],this.columns=
[0]}nextColumn(){for(let t of this.#e)this.#t[t]=-1;this.#e=[]}number(t,e){let n=this.#t,r=Math.imul(t,2654435761)>>>14;
for(;n[r]>=0;){if(this.keys[n[r]]===t)return n[r];r=r+1&n.length-1}return n[r]=this.keys.length,this.#e.push(r),this.columns.
push(e),this.keys.push(t)-1}},Et=new we;function tn(o,t,e,n){let r=n+2,s=r*(e+2),i=new Uint32Array(o.buffer,o.byteOffset,
o.length+3>>2),a=new Uint32Array(e*n);Et.clear();let l=0,h=-1,c=0;for(let m=0;m<i.length;m++)if(i[m]!==0)for(let d=4*m;d<
4*m+4;d++){let p=o[d];if(!p)continue;let y=Math.floor(d/s),x=Math.floor((d-y*s)/r)-1,M=d-y*s-(x+1)*r-1;if(M<0||x<0||M>=n||
x>=e)continue;y!==l&&(l=y,h=-1,Et.nextColumn());let b=o[d-1]&o[d+1]&o[d-r]&o[d+r],w=(e-1-x)*n+M,v=a[w]*65536+p*256+(p&~b);
v!==h&&(h=v,c=Et.number(v,y)),a[w]=c}let u=Et.keys.length,f=Ao(o,t.length,e,n);return u===1&&!f.some(Boolean)?null:{...Lo(
a,t,u>4096?Co(a,u):null),apron:f}}function Ao(o,t,e,n){let r=n+2,s=new Uint8Array(2*(n+e)*t),i=0,a=(l,h,c)=>{for(let u=0,
f=l;u<c;u++,f+=h)for(let m=0;m<t;m++)s[i++]=o[f+m*r*(e+2)]};return a((e+1)*r+1,1,n),a(1,1,n),a(e*r,-r,e),a(e*r+n+1,-r,e),
s}function Co(o,t){let e=new Uint32Array(t);for(let r=0;r<o.length;r++)e[o[r]]=1;let n=1;for(let r=1;r<t;r++)e[r]&&(e[r]=
n++);e[0]=0;for(let r=0;r<o.length;r++)o[r]=e[o[r]];return e}function Lo(o,t,e){let{keys:n,columns:r}=Et,s=t.length,i=e?
e.reduce((c,u)=>Math.max(c,u),0)+1:n.length,a=new Uint8Array(i*s),l=new Uint8Array(i*s);for(let c=1;c<n.length;c++){let u=e?
e[c]:c;if(u)for(let f=c;f>0;f=Math.floor(n[f]/65536))a[u*s+r[f]]=n[f]>>>8&255,l[u*s+r[f]]=n[f]&255}let h=i<=256?Uint8Array:
i<=65536?Uint16Array:Uint32Array;return{index:new h(o),count:i,bytes:t,own:a,edge:l}}async function en(o,t,e,n){let r=new DecompressionStream("deflate"),s=r.writable.getWriter();s.write(new Uint8Array(o.buffer,
o.byteOffset+t,e)).then(()=>s.close()).catch(()=>{});let l=r.readable.getReader(),h=new Uint8Array(new ArrayBuffer(n+3&-4),
0,n),c=0;for(;;){let{done:u,value:f}=await l.read();if(u)break;if(c+f.length>n)throw new Error(`more than ${n} bytes in \
a tile`);h.set(f,c),c+=f.length}if(c!==n)throw new Error(`${c} instead of ${n} bytes in a tile`);return h}async function nn(o,t){
let{level:e,row:n,col:r,channels:s,image:i,mask:a}=o,[l,h]=o.shape,[c,u]=await Promise.all([en(t,0,i,2*l*h*s),a?en(t,i,a,
o.bytes.length*(l+2)*(h+2)):null]),f=new Uint16Array(l*h*s);for(let p=0;p<s;p++)Io(c,f,p*l*h,l,h);let m=u?tn(u,o.bytes,l,
h):null,d=f.byteLength+(m?m.index.byteLength+2*m.own.byteLength+m.apron.byteLength:0);return{level:e,row:n,col:r,width:h,
height:l,codec:new zt(...o.codec),channels:s,codes:f,pairs:m,bytes:d}}function Io(o,t,e,n,r){let s=n*r;for(let i=0;i<n;i++){
let a=2*e+i*r,l=e+(n-1-i)*r;for(let h=a+r;a<h;a++,l++)t[l]=o[a]<<8|o[s+a]}}var Po=50,ve=1e3,Oo=6e4,Me=class{constructor(t,e,n){this.id=t;this.tile=e;this.owner=n}id;tile;owner;bytes=0;picture=null;styleVersion=-1;signature="";refined=-1;get size(){
return this.tile.bytes+(this.picture?4*this.tile.width*this.tile.height:0)}pinned(){return this.owner.pinned(this.id)}evict(){
this.picture=null,this.owner.evicted(this.id)}dropPicture(){this.picture&&(this.picture=null,this.styleVersion=-1,this.signature=
"",F.keep(this,this.size))}},qt=class{#t;#e;#n=new Map;#o=new Set;#r=new Map;#s=new Set;#i;#l=new Set;#a=null;#c=new Set;#u=0;#m=-1/0;#h=0;#f=ve;#d=-1/0;constructor(t,e){
this.#t=t,this.#e=e,this.#i=[t.on("image_info",()=>this.#b()),t.on("first_tiles",()=>this.#k())],this.#b(),this.#k()}get info(){
return this.#a}get(t){let e=this.#n.get(this.#p(t));return e&&F.touch(e),e}get overview(){return[Math.max((this.#a?.levels??
1)-1,0),0,0]}want(t,e){this.#r.set(t,e),this.#x()}forget(t){if(this.#r.delete(t)&&(this.#x(),!this.#r.size))for(let e of this.#n.
values())e.dropPicture()}refine(t,e){this.#c.size||!this.#a||!t.length||(this.#t.flush(),this.#A(t.map(({tile:n})=>[n.level,
n.row,n.col]),{slots:t,shadingVersion:e}))}onChange(t){return this.#s.add(t),()=>this.#s.delete(t)}receive(t,e){return t.
kind!=="tiles"?!0:(t.image===this.#a?.id&&(t.tiles.forEach((n,r)=>this.#g(t.component,n,e[r])),t.tiles.length&&(this.#f=
ve)),t.done)}pinned(t){return this.#l.has(t)}evicted(t){this.#n.delete(t)}dispose(){clearTimeout(this.#h);for(let t of this.#i)
t();this.#s.clear(),this.#r.clear(),this.#M(),this.#a=null}#p([t,e,n],r=this.#a?.component??"image"){return`${r}/${t}/${e}\
/${n}`}#v(){for(let t of[...this.#s])t()}#M(){for(let t of this.#n.values())F.drop(t);this.#n.clear(),this.#o.clear(),this.#y()}#y(){
for(let{id:t}of this.#c)this.#e.cancel(t);this.#c.clear()}#b(){let t=this.#t.get("image_info"),e="shape"in t?t:null;e?.id!==
this.#a?.id?this.#M():e?.component!==this.#a?.component&&this.#y(),this.#a=e,this.#f=ve,this.#d=-1/0,this.#r.clear(),this.#x(),
this.#v()}#k(){if(this.#a)for(let t of this.#t.get("first_tiles"))this.#g(this.#a.component,t,t.data)}#g(t,e,n){let r=this.#p(
[e.level,e.row,e.col],t),s=this.#a?.id;this.#o.add(r);for(let{left:i}of this.#c)i.delete(r);nn(e,n).then(i=>s===this.#a?.
id&&this.#T(r,i)).catch(i=>{this.#t.local.set("error",`A tile could not be read: ${String(i)}`),this.#L()}).finally(()=>{
s===this.#a?.id&&(this.#o.delete(r),this.#v())})}#T(t,e){let n=this.#n.get(t);n?(n.tile=e,n.styleVersion=-1,n.signature=
""):(n=new Me(t,e,this),this.#n.set(t,n)),F.keep(n,n.size)}#x(){this.#l=new Set([...this.#r.values()].flat().map(t=>this.#p(
t))),this.#a&&this.#l.add(this.#p(this.overview)),this.#w()}#S(){if(!this.#r.size)return[];let t=[...this.#r.values(),[this.
overview]],e=new Map,n=Math.max(...t.map(r=>r.length));for(let r=0;r<n;r++)for(let s of t.slice(0,-1))this.#E(s[r],e);return this.#E(
this.overview,e),[...e.values()]}#E(t,e){if(!t)return;let n=this.#p(t);!this.#n.has(n)&&!this.#o.has(n)&&e.set(n,t)}#w(){
clearTimeout(this.#h);let t=this.#a?this.#S():[];this.#t.local.set("waiting",t.length>0);let e=[...this.#c].some(({refine:h})=>h);
if(!t.length){this.#t.local.set("error",""),e||this.#y();return}let n=new Set([...this.#c].flatMap(({left:h})=>[...h])),
r=t.filter(h=>!n.has(this.#p(h))),s=t.length-r.length,i=e||n.size-s>s;if(!r.length&&!i)return;let a=Math.max(this.#c.size?
this.#m+Po:0,this.#d),l=performance.now();if(a>l)this.#h=setTimeout(()=>this.#w(),a-l);else if(i){for(let{id:h}of this.#c)
this.#e.forget(h);this.#c.clear(),this.#u++,this.#A(t,null)}else this.#A(r,null)}#A(t,e){let{id:n,component:r}=this.#a,s={
id:0,left:new Set(t.map(a=>this.#p(a))),refine:e};this.#c.add(s),this.#m=performance.now();let{client:i}=this.#e;s.id=this.#e.
ask(a=>({kind:"tiles",id:a,client:i,image:n,component:r,view:this.#u,refine:e!==null,want:t.map(([l,h,c])=>[l,h,c])}),{reply:(a,l)=>{
let h=this.receive(a,l);return h&&this.#C(s),h},failed:a=>{a&&this.#t.local.set("error",a.error),this.#C(s)}})}#C(t){if(!this.#c.
delete(t))return;let{refine:e,left:n}=t;if(e)for(let r of e.slots)r.refined=e.shadingVersion;else n.size&&this.#L();this.#w()}#L(){
this.#d=performance.now()+this.#f,this.#f=Math.min(2*this.#f,Oo)}};var on=3;function ke(o){let t=o.get("protocol");return t===on?null:`This page and the kernel run different versions of i\
mgview (page protocol ${on}, kernel protocol ${String(t)}): reload the page or restart the kernel.`}var Wt=class{store;channel;style;tiles;sky;readout;layers;selection;constructor(t){
this.store=new Kt(t),this.channel=new Lt(t,this.store.local,(e,n)=>this.tiles.receive(e,n)),this.style=new Bt(this.store),
this.tiles=new qt(this.store,this.channel),this.sky=new Nt(this.store),this.readout=new _t(this.store,this.channel,this.
tiles,this.sky),this.layers=new Ft(this.store,this.channel),this.selection=new Dt(this.store,this.layers)}dispose(){this.
selection.dispose(),this.layers.dispose(),this.readout.dispose(),this.sky.dispose(),this.tiles.dispose(),this.style.dispose(),
this.channel.dispose(),this.store.dispose()}};function jt(o){let t=matchMedia("(prefers-color-scheme: dark)"),e=()=>{o.dataset.theme=Ro(t.matches)?"dark":"light",o.dispatchEvent(
new Event("iv-theme"))},n=new MutationObserver(e);for(let r of[document.documentElement,document.body])n.observe(r,{attributeFilter:[
"class","data-jp-theme-light","data-vscode-theme-kind","data-theme","theme"]});return t.addEventListener("change",e),e(),
()=>{n.disconnect(),t.removeEventListener("change",e)}}function Ro(o){let{jpThemeLight:t,vscodeThemeKind:e}=document.body.
dataset;if(t)return t==="false";if(e)return!e.includes("light");let n=document.documentElement,r=n.dataset.theme??n.getAttribute(
"theme")??"";return/dark|light/.test(r)?r.includes("dark"):o}var rn=new Map;function mt(o,t){let e=rn.get(t);return e||(e=new Intl.NumberFormat("en-US",{minimumFractionDigits:t,maximumFractionDigits:t}),
rn.set(t,e)),e.format(o).replace("-","−")}function dt(o){return o===0?0:Math.floor(Math.log10(Math.abs(o))+1e-12)}function Zt(o){
return Number.isNaN(o)?"NaN":o===1/0?"+inf":o===-1/0?"−inf":null}function j(o){return Zt(o)??mt(o,0)}function Y(o,t){let e=Zt(
o);if(e)return e;let n=dt(o);if(n>=Math.max(t,7)+2||n<-4)return o.toExponential(t-1).replace(/\.?0+e/,"e").replace("e+",
"e").replace(/-/g,"−");let r=mt(o,Yt(t-1-n));return r.includes(".")?r.replace(/\.?0+$/,""):r}function Yt(o){return Math.
min(Math.max(o,0),12)}function Se(o,t,e){let n=t!==null&&t>0&&Number.isFinite(t),r=n?" ± ":"",s=Zt(o),i=dt(s?0:o);if(s||
i>=9||o!==0&&i<-4)return`${s??Y(o,7)}${n?r+Y(t,3):""}`;let a=e&&Number.isInteger(o),l=n?Math.max(2-dt(t),0):a?0:6-i,h=Yt(
Math.min(6-i,l)),c=mt(o,a?0:h);if(!n)return c;let u=t<10**-h;return c+r+(u?Y(t,3):mt(t,a?Yt(l):h))}function Ee(o){return Zt(
o)??mt(o,Math.abs(o)>=99.95?0:Math.abs(o)>=9.995?1:2)}function Z(o,t=Math.abs(o)){if(!Number.isFinite(o)||!(t>0))return Y(
o,4);let e=2-dt(t),n=e>12?o:Number(o.toFixed(Math.max(e,0)));return Y(n,Math.max(3,dt(n)+1+Math.max(e,0)))}function sn(o){
return`${mt(o,Yt(1-dt(o)))}×`}function an(o){let{store:t,session:{style:e}}=o,n=g("canvas",{class:"iv-ramp",attrs:{width:256,height:1,"aria-hidden":"t\
rue"}}),[r,s,i]=[g("span"),g("span"),g("span")],a=g("div",{class:"iv-colorbar"},n,g("div",{class:"iv-ends"},r,s,i)),l=V(
()=>{let{shading:h}=e,c=L(t)?.unit??"",u=n.getContext("2d");if(!u)return;let f=u.createImageData(256,1);new Uint32Array(
f.data.buffer).set(e.bar()),u.putImageData(f,0,0);let m=h.high-h.low;C(r,Z(h.low,m)),C(s,Z(h.low+h.thresholds[127]*m,m)),
C(i,`${Z(h.high,m)} ${c}`.trimEnd())});return o.onClose(l.cancel),o.onClose(e.onChange(l.ask)),o.watch(["image_info"],l.
ask),a}var ln="rgba(0, 0, 0, 0.7)",cn="#ffffff";function pt(o,t,e=1.5,n=cn,r=2.5){o.lineJoin=o.lineCap="round",o.strokeStyle=ln,
o.lineWidth=e+r,o.stroke(t),o.strokeStyle=n,o.lineWidth=e,o.stroke(t)}function yt(o,t,e,n,r=cn){o.lineJoin="round",o.strokeStyle=
ln,o.lineWidth=3,o.strokeText(t,e,n),o.fillStyle=r,o.fillText(t,e,n)}var Vo=[1,2,5],Fo=[1,2,5,10,20,30];function hn(o,t){if(!(o>0)||!Number.isFinite(o))return null;let e=132*o,[n,r]=t?Do(e):
_o(e);return{length:n/o,label:r}}function Te(o){let t=10**Math.floor(Math.log10(o));return Math.max(...Vo.filter(e=>e*t<=
o*(1+1e-9)))*t}function _o(o){let t=Te(o);return[t,`${Number(t.toPrecision(1))} px`]}function Do(o){if(o<1){let r=Te(o);
return[r,`${Number(r.toPrecision(1))}″`]}if(o>=3600){let r=Te(o/3600);return[r*3600,`${Number(r.toPrecision(1))}°`]}let[
t,e]=o>=60?[60,"′"]:[1,"″"],n=Math.max(...Fo.filter(r=>r*t<=o));return[n*t,`${n}${e}`]}var un=28,No=170,$o="rgba(150, 215, 255, 0.6)",Ho="#d9f2ff",Uo=fn([1,2,5,10,20,30].flatMap(o=>[o/3600,o/60]),[1,2,5,10,15,
30]),Ko=fn([1,2,5,10,20,30].flatMap(o=>[o/240,o/4]),[15,30,45]);function fn(o,t){return[...[.001,.01,.1].flatMap(n=>[1,2,
5].map(r=>r*n*Math.min(...o))),...o,...t].sort((n,r)=>n-r)}function mn(o,t,e){let{width:n,height:r}=e,s=Go(t,e),i=new Path2D,
a=[];for(let[h,c,u,f]of[[s.ra,Ko,jo,["top","bottom","left","right"]],[s.dec,Uo,Yo,["left","right","top","bottom"]]])for(let{
level:m,label:d}of qo(h,c,Math.hypot(n,r)/No,u))a.push({text:d,ends:Wo(i,s,h,m,n,r),sides:f});pt(o,i,1,$o,1.2),o.textAlign=
"left",o.textBaseline="alphabetic";let l=[[0,0,60,30],[0,r-84,250,r],[n-172,r-132,n,r]];for(let{text:h,ends:c,sides:u}of a){
let f=o.measureText(h).width,m=u.flatMap(d=>c.map(p=>zo(p,d,f,n,r))).find(d=>d&&l.every(p=>Bo(d,p)));m&&(l.push(m),yt(o,
h,m[0],m[3]-3,Ho))}}function zo({x:o,y:t},e,n,r,s){if({top:t,bottom:s-t,left:o,right:r-o}[e]>1)return null;let[a,l]={top:[
o+5,9],bottom:[o+5,s-22],left:[8,t-18],right:[r-n-8,t-18]}[e];return a<4||l<4||a+n>r-4||l+16>s-4?null:[a,l,a+n,l+16]}function Bo(o,t){
return o[2]+8<t[0]||t[2]+8<o[0]||o[3]<t[1]||t[3]<o[1]}function Go(o,t){let e=Math.max(2,Math.ceil(t.width/un)),n=Math.max(
2,Math.ceil(t.height/un)),r=new Float64Array((e+1)*(n+1)).fill(NaN),s=new Float64Array(r.length).fill(NaN),i=o.radec(t.center.
x,t.center.y)?.ra??0;for(let a=0;a<=n;a++)for(let l=0;l<=e;l++){let{x:h,y:c}=t.toImage(t.width*l/e,t.height*a/n),u=o.radec(
h,c);u&&(r[a*(e+1)+l]=i+(u.ra-i+540)%360-180,s[a*(e+1)+l]=u.dec)}return{nx:e,ny:n,ra:r,dec:s}}function qo(o,t,e,n){let r=o.
filter(Number.isFinite);if(!r.length)return[];let s=r.reduce((h,c)=>Math.min(h,c)),i=r.reduce((h,c)=>Math.max(h,c)),a=t.
find(h=>(i-s)/h<=e)??t[t.length-1],l=[];for(let h=Math.ceil(s/a);h*a<=i;h++)l.push({level:h*a,label:n(h*a,a)});return l}
function Wo(o,t,e,n,r,s){let{nx:i,ny:a}=t,l=[],h=(c,u,f,m)=>{let d=e[u*(i+1)+c]-n,p=e[(u+m)*(i+1)+c+f]-n;if(d<0==p<0||Math.
abs(d-p)>170)return null;let y=d/(d-p);return{x:(c+f*y)*r/i,y:(u+m*y)*s/a}};for(let c=0;c<a;c++)for(let u=0;u<i;u++){let f=[
h(u,c,1,0),h(u,c+1,1,0),h(u,c,0,1),h(u+1,c,0,1)].filter(m=>m!==null);if(!(f.length<2)){o.moveTo(f[0].x,f[0].y),o.lineTo(
f[1].x,f[1].y);for(let m of f){let{x:d,y:p}=m;(d<1||p<1||d>r-1||p>s-1)&&l.push(m)}}}return l}function jo(o,t){let e=t*240,
n=$t(o,e<1?Math.ceil(-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,5):n}function Yo(o,t){let e=t*3600,n=Ht(o,e<1?Math.ceil(
-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,6):n}var Zo=4,Xo=16,ot=12,bt=34;function dn(o){let{painter:t,probe:e,session:n,store:r,root:s}=o,{viewport:i}=t,a=g("canvas",
{class:"iv-furniture",attrs:{"aria-hidden":"true"}}),l="",h=()=>{c.cancel();let{width:u,height:f}=i,m=ct(a,u,f,i.dpr);if(!m)
return;m.clearRect(0,0,u,f);let d=L(r);if(s.dataset.zoom=String(i.zoom),!d||u<60||f<60)return;l||=`12px ${getComputedStyle(
s).fontFamily}`,m.font=l,i.zoom>=Xo&&Qo(m,i),r.get("show_grid")&&n.sky.known&&mn(m,n.sky,i),e.at&&Jo(m,i,e.at,e.pinned),
m.textBaseline="alphabetic",m.textAlign="left",yt(m,sn(i.zoom),ot,ot+10);let p=f>150?tr(m,o):0;er(m,o,p)},c=V(h);return o.
onClose(t.onFrame(h)),o.onClose(e.onChange(c.ask)),o.onClose(c.cancel),o.watch(["show_grid","image_info","sky_grid"],c.ask),
a}function Qo(o,t){let{width:e,height:n,dpr:r}=t,[s,i]=t.box.shape,[a,l]=t.box.start,h=t.toImage(0,n),c=t.toImage(e,0),[
u,f]=[Math.max(h.x,l-.5),Math.min(c.x,l+i-.5)],[m,d]=[Math.max(h.y,a-.5),Math.min(c.y,a+s-.5)],p=t.toScreen(u,d),y=t.toScreen(
f,m),x=b=>(Math.round(b*r)+.5)/r,M=new Path2D;for(let b=Math.ceil(u-.5)+.5;b<=f;b++){let w=x(t.toScreen(b,0).sx);M.moveTo(
w,p.sy),M.lineTo(w,y.sy)}for(let b=Math.ceil(m-.5)+.5;b<=d;b++){let w=x(t.toScreen(0,b).sy);M.moveTo(p.sx,w),M.lineTo(y.
sx,w)}o.lineWidth=1/r,o.strokeStyle="rgba(128, 128, 128, 0.4)",o.stroke(M)}function Jo(o,t,e,n){let[r,s]=[Math.round(e.x),
Math.round(e.y)],[i,a]=t.box.shape,[l,h]=t.box.start;if(r<h||s<l||r>=h+a||s>=l+i)return;let c=t.toScreen(r-.5,s+.5),u=t.
toScreen(r+.5,s-.5),f=new Path2D;if(t.zoom>=Zo&&f.rect(c.sx,c.sy,u.sx-c.sx,u.sy-c.sy),n){let[d,p]=[(c.sx+u.sx)/2,(c.sy+u.
sy)/2],y=Math.max((u.sx-c.sx)/2,0)+4;for(let[x,M]of[[1,0],[-1,0],[0,1],[0,-1]])f.moveTo(d+x*y,p+M*y),f.lineTo(d+x*(y+12),
p+M*(y+12))}pt(o,f,1.25)}function tr(o,t){let{viewport:e}=t.painter,n=t.session.sky.compass(e.center.x,e.center.y);if(!n||
!Number.isFinite(n.north.x+n.east.x))return 0;let r=[n.north,n.east].map(({x:m,y:d})=>({x:m*bt,y:-d*bt})),s=r.map(({x:m,
y:d})=>({x:m*(1+11/bt),y:d*(1+11/bt)})),i=m=>[Math.min(0,...m),Math.max(0,...m)],[a,l]=i(s.flatMap(({x:m})=>[m-5,m+5])),
[,h]=i(s.flatMap(({y:m})=>[m-5,m+5])),c=ot-a,u=e.height-ot-h,f=new Path2D;for(let{x:m,y:d}of r){f.moveTo(c,u),f.lineTo(c+
m,u+d);let[p,y]=[m/bt,d/bt];for(let x of[1,-1])f.moveTo(c+m,u+d),f.lineTo(c+m-6*p+x*3.5*y,u+d-6*y-x*3.5*p)}return pt(o,f),
o.textAlign="center",o.textBaseline="middle",["N","E"].forEach((m,d)=>yt(o,m,c+s[d].x,u+s[d].y)),l-a+18}function er(o,t,e){
let{viewport:n}=t.painter,r=nr(t),s=hn((r??1)/n.zoom,r!==null);if(!s)return;let i=ot+e,a=n.height-ot-1;if(i+s.length>n.width-
ot)return;let l=new Path2D;l.moveTo(i,a-4),l.lineTo(i,a+1),l.moveTo(i,a-1.5),l.lineTo(i+s.length,a-1.5),l.moveTo(i+s.length,
a-4),l.lineTo(i+s.length,a+1),pt(o,l),o.textAlign="center",o.textBaseline="alphabetic",yt(o,s.label,i+s.length/2,a-9)}function nr(o){
let{x:t,y:e}=o.painter.viewport.center,n=o.session.sky.radec(t-5,e),r=o.session.sky.radec(t+5,e);if(!n||!r)return null;let s=Math.
PI/180,i=(r.dec-n.dec)*s/2,a=(r.ra-n.ra)*s/2,l=Math.sin(i)**2+Math.cos(n.dec*s)*Math.cos(r.dec*s)*Math.sin(a)**2;return 2*
Math.asin(Math.sqrt(l))*3600/s/10}var Ae={visible:!1,color:"#ffffff",opacity:.5,outline:!1},pn=new WeakMap;function B(o){let t=pn.get(o);return t||(t=new Ce(
o),pn.set(o,t)),t}var Ce=class{constructor(t){this.store=t;this.expressions=new Le(t)}store;before=null;hidden=null;hiddenExpressions=null;expressions;get infos(){
return this.store.get("mask_planes")}get listed(){return[...this.infos].sort((t,e)=>+(t.count===0)-+(e.count===0))}get shown(){
return this.infos.map(t=>t.name).filter(t=>this.state(t).visible)}state(t){let e=this.store.get("planes");return Object.
hasOwn(e,t)?e[t]??Ae:Ae}set(t,e){this.apply(new Map([[t,e]]))}show(t,e){this.before=null,this.apply(new Map([...t].map(n=>[
n,{visible:e}])))}toggle(t){this.show([t],!this.state(t).visible)}isSolo(t){let e=this.shown;return this.before!==null&&
e.length===1&&e[0]===t}solo(t){if(this.isSolo(t)){let n=this.before??new Set;this.before=null,this.only(n);return}this.before!==
null&&this.shown.length===1||(this.before=new Set(this.shown)),this.only(new Set([t]))}step(t){let e=this.listed.filter(
a=>a.count!==0).map(a=>a.name);if(!e.length)return;let n=e.findIndex(a=>this.isSolo(a)),r=e[n],s=t>0?0:e.length-1,i=e[r===
void 0?s:n+t];i!==void 0?this.solo(i):r!==void 0&&this.solo(r)}toggleAll(){let{shown:t,expressions:e}=this,n=e.all.filter(
({visible:r})=>r).map(({name:r})=>r);t.length||n.length?(this.hidden=new Set(t),this.hiddenExpressions=new Set(n),this.show(
t,!1),e.show(this.hiddenExpressions,!1)):(this.show(this.hidden??new Set(this.infos.map(r=>r.name)),!0),e.show(this.hiddenExpressions??
new Set(e.all.map(({name:r})=>r)),!0))}only(t){this.apply(new Map(this.infos.map(({name:e})=>[e,{visible:t.has(e)}])))}apply(t){
let e={...this.store.get("planes")};for(let[n,r]of t)Object.defineProperty(e,n,{value:{...this.state(n),...r},enumerable:!0,
configurable:!0,writable:!0});this.store.set("planes",e)}},Le=class{constructor(t){this.store=t}store;get all(){return this.
store.get("mask_expressions").filter(({removed:t})=>!t)}state(t){return this.all.find(e=>e.name===t)??Ae}set(t,e){this.apply(
new Set([t]),e)}show(t,e){this.apply(t,{visible:e})}apply(t,e){let n=this.store.get("mask_expressions").map(r=>t.has(r.name)?
{...r,...e}:r);this.store.set("mask_expressions",n)}};var or=.12;function rr(o,t){if(!t)return;let e={ArrowLeft:1,ArrowRight:-1}[t.key]??0,n={ArrowUp:1,ArrowDown:-1}[t.key]??
0;if(t.shiftKey&&o.probe.pinned){o.probe.nudge(-e,n);return}let{viewport:r}=o.painter,s=or*Math.min(r.width,r.height)*(t.
shiftKey?5:1);r.panBy(e*s,n*s)}function yn(o,t){let{viewport:e}=o.painter;e.zoomAbout(t,e.width/2,e.height/2)}function Ie(o,t,e){
let n=o.indexOf(t);return o[(n+(e?o.length-1:1))%o.length]}function Tt(o,t){let e=o.store.get("cuts_table")[t];e&&(o.store.
set("cuts",e),o.store.set("cuts_mode",t))}function gt(o,t,e){!(e>t)||!Number.isFinite(t)||!Number.isFinite(e)||(o.store.
set("cuts",[t,e]),o.store.set("cuts_mode","explicit"))}var At=[{id:"zoom-in",label:"Zoom in",keys:["+","="],group:"View",
run:o=>yn(o,Math.SQRT2)},{id:"zoom-out",label:"Zoom out",keys:["-","_"],group:"View",run:o=>yn(o,Math.SQRT1_2)},{id:"pan",
label:"Pan; with Shift further",group:"View",keys:["ArrowLeft","ArrowUp","ArrowDown","ArrowRight"],run:rr},{id:"home",label:"\
Back to the first view",keys:["h"],group:"View",icon:"home",run:o=>o.painter.viewport.home()},{id:"fit",label:"Fit the w\
hole image",keys:["f","0"],group:"View",text:"fit",run:o=>o.painter.viewport.fit()},{id:"one",label:"One image pixel a s\
creen pixel",keys:["1"],group:"View",text:"1:1",run:o=>o.painter.viewport.oneToOne()},{id:"grid",label:"Sky coordinate g\
rid",keys:["g"],group:"View",icon:"grid",run:({store:o})=>{o.get("image_info").has_sky&&o.set("show_grid",!o.get("show_g\
rid"))}},{id:"component",label:"Next of image, variance, S/N, …; with Shift the previous",keys:["v","V"],group:"Displa\
y",run:({store:o},t)=>{let e=Ie(o.get("image_info").components??[],o.get("component"),t?.shiftKey??!1);e&&o.set("compone\
nt",e)}},{id:"stretch",label:"Next stretch; with Shift the previous",keys:["s","S"],group:"Display",run:({store:o},t)=>{
let e=Ie(o.get("stretch_names"),o.get("stretch"),t?.shiftKey??!1);e&&o.set("stretch",e)}},{id:"cuts",label:"Next cuts; w\
ith Shift the previous",keys:["c","C"],group:"Display",run:(o,t)=>{let{store:e}=o,n=Object.keys(e.get("cuts_table")),r=Ie(
n,e.get("cuts_mode"),t?.shiftKey??!1);r&&Tt(o,r)}},{id:"invert",label:"Invert the map",keys:["i"],group:"Display",run:({
store:o})=>{W(o)||o.set("inverted",!o.get("inverted"))}},{id:"reset",label:"Reset contrast and bias",keys:["r"],group:"D\
isplay",run:({store:o})=>{o.set("contrast",1),o.set("bias",.5)}},{id:"masks",label:"Hide all planes; again shows them",keys:[
"m"],group:"Mask planes",run:({store:o})=>B(o).toggleAll()},{id:"previous-plane",label:"Previous plane alone",keys:["["],
group:"Mask planes",run:({store:o})=>B(o).step(-1)},{id:"next-plane",label:"Next plane alone",keys:["]"],group:"Mask pla\
nes",run:({store:o})=>B(o).step(1)},{id:"filter",label:"Find a plane by name",keys:["/"],group:"Mask planes",run:o=>{o.showPanel(
!0),o.root.querySelector(".iv-filter")?.focus()}},{id:"layers",label:"Hide all layers; again shows them",keys:["l"],group:"\
Layers",run:({session:o})=>o.layers.toggleAll()},{id:"box",label:"Select in a box; with Shift add",keys:["b"],group:"Lay\
ers",icon:"box",run:({picker:o})=>o.take("box")},{id:"lasso",label:"Select with a lasso; with Shift add",keys:["o"],group:"\
Layers",icon:"lasso",run:({picker:o})=>o.take("lasso")},{id:"source",label:"Next source; with Shift the previous",keys:[
"n","N"],group:"Layers",run:({picker:o},t)=>o.step(t?.shiftKey?-1:1)},{id:"centre",label:"Centre on the source",keys:["z"],
group:"Layers",run:({picker:o})=>o.centre()},{id:"copy",label:"Copy its coordinates",keys:["y"],group:"Layers",run:({picker:o})=>o.
copy()},{id:"unselect",label:"Put the tool away; select nothing",keys:["Escape"],group:"Layers",run:({picker:o})=>o.escape()},
{id:"pin",label:"Pin the reading; again lets go",keys:["x"],group:"Reading",run:o=>o.probe.togglePin()},{id:"nudge",label:"\
Move the pinned reading by a pixel",keys:["Shift+Arrows"],group:"Reading",run:()=>{}},{id:"panel",label:"Side panel",keys:[
"p"],group:"Viewer",icon:"panel",run:o=>o.showPanel(!o.panelShown())},{id:"help",label:"Keyboard and mouse",keys:["?"],group:"\
Viewer",icon:"help",run:o=>o.toggleHelp()}],Pe=new Map;for(let o of At)for(let t of o.keys)Pe.set(t,o);function bn(o){return Pe.
get(o)??Pe.get(o.toLowerCase())}function rt(o){let t=At.find(e=>e.id===o);if(!t)throw new Error(`no action ${o}`);return t}
var sr={ArrowLeft:"←",ArrowUp:"↑",ArrowDown:"↓",ArrowRight:"→","-":"−",Escape:"Esc","Shift+Arrows":"Shift ←↑↓→"};
function G(o){return sr[o]??(o.length===1?o.toUpperCase():o)}function gn(o){return`${o.label} (${G(o.keys[0]??"")})`}function xn(o,t,e,n){
let{width:r,height:s}=o.painter.viewport;o.store.set("bias",q(t.bias+e/Math.max(r,1),0,1)),o.store.set("contrast",q(t.contrast*
Math.exp(-3*n/Math.max(s,1)),.05,20))}var wn="http://www.w3.org/2000/svg",ir={home:"M2.5 7.8 8 3l5.5 4.8M4 6.8V13h3V9.8h2V13h3V6.8",grid:"M8 2a6 6 0 1 0 0 12A\
6 6 0 0 0 8 2ZM2 8h12M8 2c-3.4 3.4-3.4 8.6 0 12M8 2c3.4 3.4 3.4 8.6 0 12",box:"M2.5 3.5h3M8 3.5h1.5M12 3.5h1.5v2M13.5 8v\
2M13.5 12.5h-2M9 12.5H7M4.5 12.5h-2v-2M2.5 8V6",lasso:"M8 2.8c-3.2 0-5.8 1.7-5.8 3.9S4.8 10.5 8 10.5s5.8-1.7 5.8-3.8S11.\
2 2.8 8 2.8ZM4.6 9.7c-1.3 1.2-.2 2.2.7 1.7M5 11.4c.2 1-.3 1.8-1.2 2.4",panel:"M2.5 3h11v10h-11ZM9.5 3v10M11.2 6h.8M11.2 \
8h.8",help:"M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",more:"M3.5 8h.01M8 8h.01M12.5 8h.01",caret:"m4\
.5 6.5 3.5 3.5 3.5-3.5",check:"m3.5 8.5 3 3 6-7",close:"m4 4 8 8M12 4l-8 8",eye:"M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.\
2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",eyeOff:"M2 8.2c1.6 2.2 3.7 3.3 6 3.3s4.4-1.1 6-3.3\
M4.2 10.3l-1 1.6M8 11.5v1.9M11.8 10.3l1 1.6",warning:"M8 2.5 14.5 13.5h-13ZM8 6.5V10M8 11.9v.1"};function _(o){let t=document.
createElementNS(wn,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("class","iv-icon"),t.setAttribute("aria-h\
idden","true");let e=document.createElementNS(wn,"path");return e.setAttribute("d",ir[o]),t.append(e),t}var ar=[["wheel, pinch","Zoom about the pointer"],["drag","Pan"],["right or Shift drag","Contrast and bias"],["double cl\
ick","Centre there"],["click, Shift click","Select a source, add or drop one"],["Ctrl drag, Alt drag","Select in a box, \
with a lasso"],["Alt click on an eye","This plane alone"],["double click histogram","Cuts by zscale"]];function Mn(o){let t=g(
"button",{class:"iv-button iv-plain",title:"Close (Esc)",attrs:{type:"button","aria-label":"Close the help"},on:{click:()=>s(
!1)}},_("close")),e=[...new Set(At.map(i=>i.group))].map(i=>vn(i,At.filter(a=>a.group===i).map(a=>[lr(a.keys),a.label]))),
n=vn("Mouse",ar.map(([i,a])=>[[i],a])),r=g("div",{class:"iv-help",attrs:{role:"dialog","aria-label":"Keyboard and mouse",
hidden:!0},on:{keydown:i=>{i.key!=="Escape"&&i.key!=="?"||(i.preventDefault(),i.stopPropagation(),s(!1))},wheel:i=>i.stopPropagation()}},
g("div",{class:"iv-help-card"},g("div",{class:"iv-section-title"},g("b",{},"Keyboard and mouse"),g("span",{class:"iv-spr\
ing"}),t),g("div",{class:"iv-help-columns"},...e,n))),s=i=>{r.hidden=!i,(i?t:o.stage).focus()};return{node:r,toggle:()=>s(
r.hidden)}}function lr(o){let t=o.filter(e=>e.startsWith("Arrow"));return t.length?[t.map(G).join("")]:o.filter(e=>e!=="\
="&&e!=="_"&&!/^[A-Z]$/.test(e)).map(G)}function vn(o,t){return g("section",{},g("h3",{},o),g("dl",{},...t.flatMap(([e,n])=>[
g("dt",{},...e.map(r=>g("kbd",{},r))),g("dd",{},n)])))}var Xt=38,kn={low:.16,high:.22};function Sn(o){let{store:t}=o,e=g("canvas",{attrs:{"aria-hidden":"true"}}),n=["low","hig\
h"].map(y=>h(y)),r=["red","green","blue"].map(y=>g("span",{class:"iv-here",attrs:{hidden:!0,"data-channel":y}})),s=g("sp\
an",{class:"iv-span",title:"Drag: both cuts"}),i=g("div",{class:"iv-histogram",title:"Drag the cuts; double click: zscal\
e",on:{dblclick:()=>Tt(o,"zscale")}},e,s,...r,...n),a={from:0,to:1},l=!1;function h(y){return g("div",{class:"iv-handle",
title:`${y==="low"?"Low":"High"} cut: drag, or arrow keys`,attrs:{role:"slider",tabindex:0,"aria-label":`${y} cut`,"data\
-end":y},on:{pointerdown:x=>u(x,y),keydown:x=>{let M={ArrowLeft:-1,ArrowRight:1}[x.key];if(!M||x.ctrlKey||x.metaKey)return;
x.preventDefault();let b=M*(x.shiftKey?10:1)*(a.to-a.from)/200;c(t.get("cuts"),y==="low"?b:0,y==="high"?b:0)}}})}function c(y,x,M){
let b=(a.to-a.from)/500,[w,v]=[y[0]+x,y[1]+M];x&&!M?gt(o,Math.min(w,v-b),v):M&&!x?gt(o,w,Math.max(v,w+b)):gt(o,w,v)}function u(y,x){
if(y.button!==0)return;let M=y.currentTarget;l=!0;let b=[...t.get("cuts")],w=(a.to-a.from)/Math.max(e.clientWidth,1),v=0,
k=V(()=>{let E=v*w;v&&c(b,x==="high"?0:E,x==="low"?0:E)});X(y,M,E=>{v=E,k.ask()},()=>{l=!1,m.ask()})}s.addEventListener(
"pointerdown",y=>u(y,"both"));let f=y=>q((y-a.from)/(a.to-a.from),0,1)*100,m=V(()=>{let y=i.clientWidth,{low:x,high:M,counts:b}=t.
get("histogram"),w=t.get("cuts");i.hidden=!b?.length,!(!y||x===void 0||M===void 0||!b?.length)&&(l||(a=hr(a,w,x,M)),cr(e,
ur(b,x,M,a,Math.round(y/2)),y),n.forEach((v,k)=>{v.style.left=`${f(w[k])}%`,S(v,"aria-valuenow",String(w[k])),S(v,"aria-\
valuetext",Z(w[k])),S(v,"aria-valuemin",String(a.from)),S(v,"aria-valuemax",String(a.to))}),s.style.left=`${f(w[0])}%`,s.
style.right=`${100-f(w[1])}%`,d())}),d=()=>{let{reading:y}=o.probe,x=y?.inside?y.values:[];S(i,"data-color",x.length>1),
r.forEach((M,b)=>{M.hidden=!Number.isFinite(x[b]),M.hidden||(M.style.left=`${f(x[b])}%`)})};o.onClose(m.cancel),o.onClose(
o.probe.onChange(d)),o.watch(["histogram","cuts"],m.ask),o.root.addEventListener("iv-theme",m.ask,{signal:o.signal});let p=new ResizeObserver(
m.ask);return p.observe(i),o.onClose(()=>p.disconnect()),i}function cr(o,t,e){let n=ct(o,e,Xt);if(!n)return;n.clearRect(
0,0,e,Xt),n.fillStyle=getComputedStyle(o).color;let r=Math.log1p(Math.max(...t,1));t.forEach((s,i)=>{let a=Math.max((Xt-
2)*(Math.log1p(s)/r),1);s>0&&n.fillRect(2*i,Xt-a,1.6,a)})}function hr(o,t,e,n){let r=o.to-o.from,[s,i]=[(t[0]-o.from)/r,
(t[1]-o.from)/r],a=Math.max(n,t[1])-Math.min(e,t[0]);if(s>=.02&&i<=.98&&i-s>.35&&r<=1.5*a)return o;let l=t[1]-t[0];return{
from:t[0]-kn.low*l,to:t[1]+kn.high*l}}function ur(o,t,e,n,r){let s=(e-t)/o.length,i=(n.to-n.from)/r,a=new Float64Array(o.
length+1);o.forEach((h,c)=>a[c+1]=a[c]+h);let l=h=>{let c=q((h-t)/s,0,o.length),u=Math.min(Math.floor(c),o.length-1);return a[u]+
(c-u)*o[u]};return Array.from({length:r},(h,c)=>{let u=n.from+c*i;return l(u+i)-l(u)})}function En(o){let{root:t,signal:e}=o;t.addEventListener("focusin",n=>{n.target.setAttribute("data-lm-suppress-shortcuts",
"true")},{signal:e}),t.addEventListener("keydown",n=>{if(n.defaultPrevented||n.ctrlKey||n.metaKey||n.altKey||n.target.closest(
"input, .iv-popup"))return;if(n.key==="Escape"){o.probe.pinned?o.probe.togglePin():o.picker.escape(),o.stage.focus();return}
let s=bn(n.key);s&&(n.preventDefault(),n.stopPropagation(),s.run(o,n))},{signal:e})}var fr=["#ff4136","#ff851b","#ffdc00","#2ee65c","#39cccc","#5b8cff","#b06cff","#ff3df2","#ffa6c9","#8fd3ff","#c7b26b","#\
ffffff"];function Oe(o,t,e,...n){let r=g("input",{class:"iv-picker",title:"Any colour",attrs:{type:"color",value:t,"aria\
-label":"Colour"},on:{input:()=>i(r.value)}}),s=g("input",{class:"iv-input",title:"Colour as #rrggbb",attrs:{type:"text",
value:t,"aria-label":"Colour as #rrggbb",spellcheck:"false",maxlength:7},on:{input:()=>{let l=/^#[0-9a-f]{6}$/i.test(s.value);
S(s,"aria-invalid",l?null:"true"),l&&i(s.value.toLowerCase())}}}),i=l=>{r.value=l,s.value.toLowerCase()!==l&&(s.value=l),
S(s,"aria-invalid",null),e(l)},a=g("div",{class:"iv-offered"},...fr.map(l=>{let h=g("button",{title:l,attrs:{type:"butto\
n","aria-label":`Colour ${l}`},on:{click:()=>i(l)}});return h.style.background=l,h}));return g("div",{class:"iv-plane-fo\
rm"},g("div",{class:"iv-form-title"},o),a,g("div",{class:"iv-form-row"},r,s),...n)}function Qt(o,t){let e=o.state(t),n=[
["fill",!1],["outline",!0]].map(([s,i])=>{let a=g("button",{class:"iv-button",attrs:{type:"button","aria-pressed":String(
e.outline===i)},on:{click:()=>{o.set(t,{outline:i});for(let l of n)S(l,"aria-pressed",String(l===a))}}},s);return a}),r=g(
"div",{class:"iv-group iv-choice"},...n);return Oe(t,e.color,s=>o.set(t,{color:s}),r)}function xt(o,t,e,n,r=!1){let s=g("button",{class:"iv-eye",title:n?"Show or hide; with Alt this plane alone":"Show or hi\
de",attrs:{type:"button",role:"switch","aria-label":`Show ${o}`,"aria-description":t}},_("eye"),_("eyeOff")),i=g("button",
{class:"iv-swatch",title:n||r?"Colour, fill or outline":"Colour",attrs:{type:"button","aria-label":`Colour of ${o}`,"ari\
a-haspopup":"dialog"}},g("span",{})),a=n?[g("button",{class:"iv-solo",title:"This plane alone; again: as before (Alt-cli\
ck on the eye)",attrs:{type:"button",tabindex:-1,"aria-label":`Show ${o} alone`}},"solo")]:[],l=r?[g("button",{class:"iv\
-solo iv-remove",title:"Take this away (Delete)",attrs:{type:"button",tabindex:-1,"aria-label":`Remove ${o}`}},"remove")]:
[],h=g("span",{class:"iv-count"}),c=g("div",{class:"iv-opacity",attrs:{role:"slider","aria-label":`Opacity of ${o}`,"ari\
a-valuemin":0,"aria-valuemax":100}},g("span",{class:"iv-track"},g("span",{class:"iv-fill"})));return{node:g("div",{class:"\
iv-row",attrs:{role:"listitem",...e}},s,i,g("span",{class:"iv-name"},o),...a,...l,h,c),eye:s,swatch:i,count:h,bar:c,drawn:null}}
function wt(o,t){let{drawn:e}=o;if(e&&e.visible===t.visible&&e.color===t.color&&e.opacity===t.opacity&&e.hollow===t.hollow)
return;o.drawn=t,S(o.node,"data-shown",String(t.visible)),S(o.eye,"aria-checked",String(t.visible)),S(o.swatch,"data-out\
line",String(t.hollow)),o.node.style.setProperty("--iv-plane",t.color),o.node.style.setProperty("--iv-opacity",`${t.opacity*
100}%`);let n=Math.round(t.opacity*100);o.bar.title=`Opacity ${n} %: drag`,S(o.bar,"aria-valuenow",String(n))}function Jt(o,{
name:t,description:e,count:n},r){C(o.count,n===null?"…":j(n)),S(o.node,"data-empty",String(n===0));let s=n&&r?` (${Y(100*
n/r,2)} %)`:"",i=n===null?"":`${j(n)} pixels${s}`,a=[t,e,i].filter(Boolean).join(`
`);o.node.title!==a&&(o.node.title=a)}var tt=class{constructor(t,e,n){this.actions=n;this.node=g("div",{class:"iv-rows",
attrs:{role:"list","aria-label":e},on:{click:r=>this.#n(t,r),pointerdown:r=>this.#o(r),keydown:r=>this.#r(r)}})}actions;node;#t=null;reachable(){
let t=this.actions.listed(),e=this.#t&&t.includes(this.#t)?this.#t:t[0];for(let n of t){let r=n===e?"0":"-1";for(let s of[
n.eye,n.swatch,n.bar])S(s,"tabindex",r)}}focus(t,e="eye"){t&&(this.#t=t,this.reachable(),t[e].focus())}#e(t){let e=t.target.
closest(".iv-row");return this.actions.listed().find(n=>n.node===e)}#n(t,e){let n=this.#e(e);if(!n)return;let{actions:r}=this;
this.#t=n,this.reachable(),J(e,".iv-swatch")?t.popup.form(n.swatch,`Colour of ${r.name(n)}`,r.form(n)):J(e,".iv-remove")?
r.remove?.(n):J(e,".iv-solo")||J(e,".iv-eye, .iv-name")&&e.altKey?r.solo?.(n):J(e,".iv-eye, .iv-name")&&r.toggle(n)}#o(t){
let e=this.#e(t);if(!e||!J(t,".iv-opacity")||t.button!==0)return;this.focus(e,"bar");let n=e.bar.getBoundingClientRect(),
r=(t.clientX-n.left)/n.width,s=V(()=>this.actions.setOpacity(e,Tn(r)));s.ask(),X(t,e.bar,i=>{r=(t.clientX+i-n.left)/n.width,
s.ask()})}#r(t){let e=this.#e(t);if(!e||t.ctrlKey||t.metaKey)return;let{actions:n}=this,r=J(t,".iv-opacity")?"bar":J(t,"\
.iv-swatch")?"swatch":"eye",s=n.listed(),i=s.indexOf(e),a={ArrowRight:.05,ArrowLeft:-.05}[t.key];if(t.key==="ArrowDown")
this.focus(s[i+1],r);else if(t.key==="ArrowUp")i>0?this.focus(s[i-1],r):n.above?.();else if(r==="bar"&&a)n.setOpacity(e,
Tn(n.opacity(e)+a));else if(t.key==="Delete"&&n.remove)this.focus(s[i+1]??s[i-1],r),n.remove(e);else if(r==="eye"&&t.altKey&&
(t.key==="Enter"||t.key===" "))n.solo?.(e);else return;t.preventDefault(),t.stopPropagation()}};function J(o,t){return o.
target.closest(t)!==null}function Tn(o){return Math.round(q(o,0,1)*100)/100}function An(o){let{layers:t}=o.session,e=new Map,n=[],r=g("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"po\
lite"}}),s=new tt(o,"Layers",{listed:()=>n,toggle:({layer:a})=>t.toggle(a.key),form:({layer:a})=>Oe(a.name,a.color,l=>t.
set(a.key,{color:l})),name:({layer:a})=>a.name,opacity:({layer:a})=>a.opacity,setOpacity:({layer:a},l)=>t.set(a.key,{opacity:l})}),
i=g("section",{class:"iv-layers",attrs:{"aria-label":"Layers",hidden:!0}},g("div",{class:"iv-section-title"},g("b",{},"L\
ayers"),r),s.node);return o.watch(["layers","selection"],()=>{let a=n;if(n=[...t.all].reverse().map(c=>{let u=e.get(c.key);
return u||e.set(c.key,u={...xt(c.name,"",{"data-layer":c.name},!1),layer:c}),u.layer=c,u}),n.length!==a.length||n.some((c,u)=>c!==
a[u])){s.node.replaceChildren(...n.map(c=>c.node)),s.reachable();for(let[c,u]of e)n.includes(u)||e.delete(c)}for(let c of n)
mr(c);let l=n.filter(({layer:c})=>c.visible).length,h=o.session.selection.rows.length;C(r,`${h?`${j(h)} selected · `:""}${l}\
 of ${n.length} shown`),i.hidden=n.length===0}),i}function mr(o){let{name:t,kind:e,count:n,missing:r,color:s,opacity:i,visible:a}=o.
layer;C(o.count,j(n)+(r?` (−${j(r)})`:"")),S(o.node,"data-empty",String(n===0));let l=`${j(n)} ${e==="shapes"?"sources":
"outlines"}`,h=r?`${j(r)} without a place on the image`:"",c=o.layer.kind==="shapes"&&o.layer.symbol==="ellipse"?o.layer.
dots:0,u=c?`${j(c)} without an ellipse, drawn as dots`:"",f=[t,l,h,u].filter(Boolean).join(`
`);o.node.title!==f&&(o.node.title=f),S(o.swatch,"data-round",e==="shapes"),wt(o,{visible:a,color:s,opacity:i,hollow:!0})}function Cn(o){let{store:t}=o,{expressions:e}=B(t),n=new Map,r=[],s=new tt(o,"Conditions on mask planes",{listed:()=>r,toggle:({
expression:a})=>e.set(a.name,{visible:!a.visible}),remove:({expression:a})=>e.set(a.name,{removed:!0}),form:({expression:a})=>Qt(
e,a.name),name:({expression:a})=>a.name,opacity:({expression:a})=>a.opacity,setOpacity:({expression:a},l)=>e.set(a.name,
{opacity:l})}),i=g("div",{class:"iv-expressions",attrs:{hidden:!0}},s.node);return o.watch(["mask_expressions","image_in\
fo"],()=>{let a=r;if(r=e.all.map(l=>{let{name:h,expression:c}=l,u=`${h}\0${c}`,f=n.get(u);return f||n.set(u,f={...xt(h,c,
{"data-expression":h},!1,!0),expression:l}),f.expression=l,f}),r.length!==a.length||r.some((l,h)=>l!==a[h])){s.node.replaceChildren(
...r.map(l=>l.node)),s.reachable();for(let[l,h]of n)r.includes(h)||n.delete(l)}for(let l of r){let{name:h,expression:c,count:u,
visible:f,color:m,opacity:d,outline:p}=l.expression;Jt(l,{name:h,description:c===h?"":c,count:u},Rt(t)),wt(l,{visible:f,
color:m,opacity:d,hollow:p})}i.hidden=r.length===0}),i}function Ln(o){let{store:t}=o,e=B(t),n=new Map,r=[],s=g("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"poli\
te"}}),i=(y,x,M)=>g("button",{class:"iv-link",title:M,attrs:{type:"button"},on:{click:()=>e.show(u().map(b=>b.info.name),
x)}},y),a=g("input",{class:"iv-filter iv-input",title:"Show only planes with these letters in their names (/)",attrs:{type:"\
search",placeholder:"filter…","aria-label":"Filter the planes by name",spellcheck:"false"},on:{input:()=>f(),keydown:y=>{
y.key==="Escape"&&a.value?(y.stopPropagation(),a.value="",f()):y.key==="ArrowDown"&&(y.preventDefault(),l.focus(u()[0]))}}}),
l=new tt(o,"Mask planes",{listed:()=>u(),toggle:({info:y})=>e.toggle(y.name),solo:({info:y})=>e.solo(y.name),form:({info:y})=>Qt(
e,y.name),name:({info:y})=>y.name,opacity:({info:y})=>e.state(y.name).opacity,setOpacity:({info:y},x)=>e.set(y.name,{opacity:x}),
above:()=>a.focus()}),h=g("p",{class:"iv-quiet",attrs:{hidden:!0}}),c=g("section",{class:"iv-legend",attrs:{"aria-label":"\
Mask planes"}},g("div",{class:"iv-section-title"},g("b",{},"Mask planes"),s,g("span",{class:"iv-spring"}),g("span",{class:"\
iv-muted"},i("all",!0,"Show all listed planes")," · ",i("none",!1,"Hide all listed planes"))),a,l.node,h,Cn(o)),u=()=>r.
filter(y=>!y.node.hidden),f=()=>{let y=a.value.toLowerCase().split(/\s+/).filter(Boolean);for(let x of r){let M=x.info.name.
toLowerCase();x.node.hidden=!y.every(b=>M.includes(b))}h.hidden=u().length>0,C(h,r.length?"No plane has this in its name\
.":"This image has no mask."),l.reachable()},m=()=>{n.clear();for(let y of e.infos){let{name:x,description:M}=y;n.set(x,
{...xt(x,M,{"data-plane":x},!0),info:y})}},d="",p=()=>{let y=e.infos.map(w=>w.name+"\0"+w.description).join("");y!==d&&
(d=y,m());let x=r;r=e.listed.flatMap(w=>{let v=n.get(w.name);return v&&(v.info=w),v?[v]:[]}),(r.length!==x.length||r.some(
(w,v)=>w!==x[v]))&&(l.node.replaceChildren(...r.map(w=>w.node)),f());let M=0;for(let w of r){let v=e.state(w.info.name);
v.visible&&(M+=1),Jt(w,w.info,Rt(t)),wt(w,{...v,hollow:v.outline})}let b=r.length<100?" shown":"";C(s,r.length?`${M} of ${r.
length}${b}`:""),a.hidden=r.length===0};return o.watch(["mask_planes","planes","image_info"],p),f(),c}var In={width:150,height:110},dr=250;function Pn(o){let{painter:t,store:e}=o,{viewport:n}=t,r=g("canvas",{attrs:{"aria-h\
idden":"true"}}),s=g("span",{class:"iv-visible"}),i=g("div",{class:"iv-navigator",title:"The whole image: drag to move",
attrs:{role:"img","aria-label":"The whole image, with a box about the part that is shown",hidden:!0},on:{pointerdown:p=>{
p.button===0&&(p.stopPropagation(),a(p),X(p,i,(y,x,M)=>a(M)))},dblclick:p=>p.stopPropagation()}},r,s),a=p=>{let y=L(e);if(!y)
return;let x=r.getBoundingClientRect(),[M,b]=y.shape,[w,v]=y.start;n.centerOn(v-.5+b*(p.clientX-x.left)/x.width,w-.5+M*(x.
bottom-p.clientY)/x.height)},l=V(()=>{let p=L(e),y=n.toImage(0,n.height),x=n.toImage(n.width,0);if(!p){i.hidden=!0;return}
let[M,b]=p.shape,[w,v]=p.start,[k,E]=[(y.x-v+.5)/b,(x.x-v+.5)/b],[T,I]=[(y.y-w+.5)/M,(x.y-w+.5)/M],N=n.width>=330&&n.height>=
230,A=k<=.001&&T<=.001&&E>=.999&&I>=.999;if(i.hidden=A||!N,i.hidden)return;let O=P=>`${Math.min(Math.max(P,0),1)*100}%`;
Object.assign(s.style,{left:O(k),right:O(1-E),bottom:O(T),top:O(1-I)}),h&&u()}),h=!0,c=0,u=()=>{c||(c=window.setTimeout(
()=>{c=0,!i.hidden&&h&&m()},f?dr:0))},f=!1,m=()=>{let{dpr:p}=n,y=t.thumbnail(In.width*p,In.height*p);y&&(h=!1,f=!0,r.width=
y.width,r.height=y.height,r.style.width=`${y.width/p}px`,r.getContext("2d")?.drawImage(y,0,0))},d=()=>{h=!0,l.ask()};return o.
onClose(n.onChange(l.ask)),o.onClose(o.session.style.onChange(d)),o.onClose(t.onFrame(()=>{!f&&!i.hidden&&u(),l.ask()})),
o.watch(["image_info"],()=>{f=!1,d()}),o.onClose(()=>{l.cancel(),clearTimeout(c)}),i}var pr=300;function On(o){let{store:t}=o,e=g("span",{class:"iv-busy"}),n=g("div",{class:"iv-progress",attrs:{role:"progr\
essbar","aria-label":"Waiting for the kernel",hidden:!0}},g("i",{}),e),r=0,s=()=>{let i=!!t.local.get("waiting")||t.get(
"busy")!=="",a=!!t.local.get("stalled");C(e,t.get("busy")||(a?"The kernel does not answer. It may be busy: wait, or inte\
rrupt its cell; if it has stopped, restart it and run this cell again.":"")),!i&&!a?(clearTimeout(r),r=0,n.hidden=!0):r||=
window.setTimeout(()=>n.hidden=!1,pr)};o.watch(["busy"],s);for(let i of["waiting","stalled"])o.onClose(t.local.on(i,s));
return o.onClose(()=>clearTimeout(r)),n}function Rn(o){let{store:t}=o,e=g("span",{class:"iv-error-text"}),n=g("button",{
class:"iv-button iv-plain",title:"Dismiss",attrs:{type:"button","aria-label":"Dismiss"},on:{click:()=>{t.set("error",""),
t.local.set("error","")}}},_("close")),r=g("div",{class:"iv-error",attrs:{role:"alert",hidden:!0}},_("warning"),e,n),s=()=>{
let i=t.get("error")||t.local.get("error")||"";C(e,i),r.hidden=i===""};return o.watch(["error"],s),o.onClose(t.local.on(
"error",s)),r}function Vn(o){let t=g("div",{class:"iv-nothing",attrs:{hidden:!0}},g("span",{},"No image yet."),g("code",
{},"viewer.load_image(image)"),g("span",{},"shows one."));return o.watch(["image_info"],()=>t.hidden=L(o.store)!==null),
t}var Fn=128;function _n(o){let{left:t,bottom:e}=o.device();return{col0:Math.floor(-t/256),col1:Math.ceil((o.width*o.dpr-t)/
256),row0:Math.floor((e-o.height*o.dpr)/256),row1:Math.ceil(e/256)}}function br({col0:o,col1:t,row0:e,row1:n}){let r=[];
for(let i=e;i<n;i++)for(let a=o;a<t;a++)r.push([a,i]);let s=([i,a])=>Math.hypot(i+.5-(o+t)/2,a+.5-(e+n)/2);return r.sort(
(i,a)=>s(i)-s(a))}var Re=class{constructor(t,e,n,r){this.id=t;this.col=e;this.row=n;this.owner=r}id;col;row;owner;bytes=0;ink=null;picture=null;colors=null;left=null;get done(){
return this.left?.length===0}pinned(){return this.owner.inView(this)}evict(){this.owner.drop(this)}};function Dn(o,{codes:t},e){
let{width:n}=o,r=o.kind==="shapes"?[o.symbol,o.size,o.unit,o.scale,o.fill>0]:[];return r.push(t.colors?.key??0,t.sizes?.
key??0),[e.zoom,e.dpr,n,...r].join(" ")}var te=class{constructor(t,e,n,r){this.signature=t;this.placed=e;this.#e=n,this.#n=
{...e.codes},this.#r=r.zoom*r.dpr,this.#s=r.dpr;let[s,i]=r.box.start;this.#o=[e.origin[0]-i+.5,e.origin[1]-s+.5]}signature;placed;cost=0;#t=new Map;#e;#n;#o;#r;#s;#i={
col0:0,col1:0,row0:0,row1:0};#l=new Uint32Array(0);#a=[];#c=0;#u="";inView({col:t,row:e}){let{col0:n,col1:r,row0:s,row1:i}=this.#i;
return t>=n&&t<r&&e>=s&&e<i}drop(t){this.#t.delete(t.id)}dispose(){for(let t of this.#t.values())F.drop(t);this.#t.clear()}fill(t,e){
this.#i=t;let n=performance.now(),r=!0,s=0;for(let[i,a]of br(t)){let l=this.#m(i,a);if(!l.done){if(r=s===0||performance.
now()<e,r&&=this.#h(l,e),!r)break;s++}}return this.cost+=performance.now()-n,r}paint(t,e,n){this.#f(n);let{left:r,bottom:s,
scale:i}=e.device(),a=i/this.#r,l=256*a;t.globalAlpha=n.opacity,t.imageSmoothingEnabled=a!==1;for(let h of this.#t.values()){
if(!h.ink||!h.done)continue;let c=Math.round(r+h.col*l),u=Math.round(r+(h.col+1)*l),f=Math.round(s-(h.row+1)*l),m=Math.round(
s-h.row*l);u<=0||m<=0||c>=t.canvas.width||f>=t.canvas.height||(F.touch(h),t.drawImage(this.#d(h,h.ink),c,f,u-c,m-f))}}#m(t,e){
let n=`${t} ${e}`,r=this.#t.get(n);return r||this.#t.set(n,r=new Re(n,t,e,this)),r}#h(t,e){let{geometry:n}=this.placed,[
r,s]=this.#o,i=this.#r;if(!t.left){let[h,c]=[t.col*256/i-r,t.row*256/i-s],u={x0:h,y0:c,x1:h+256/i,y1:c+256/i};t.left=n.near(
u,this.#e,i,this.#s,this.#n)}t.left.length&&(t.ink??=new It(Q(this.#e.width,this.#s)));let{ink:a}=t,l={left:r*i-t.col*256,
top:(t.row+1)*256-s*i,scale:i,dpr:this.#s};for(;a&&t.left.length&&(n.draw(a,t.left.subarray(0,Fn),l,this.#e,this.#n),t.left=
t.left.subarray(Fn),!(performance.now()>e)););return t.left.length?!1:(t.left=new Uint32Array(0),a?.empty&&(t.ink=null),
F.keep(t,t.ink?(t.ink.fills?8:6)*256*256:64),!0)}#f(t){let e=t.kind==="shapes"?t.fill:0,n=`${t.color} ${e}`;this.#u!==n&&
(this.#u=n,this.#c=e,this.#a=this.#n.colors?.table??Gt(t.color),this.#l=Ge(this.#a,t.width,this.#s))}#d(t,e){if(t.picture&&
t.colors===this.#l)return t.picture;let n=new Uint32Array(256*256);for(let i=0;i<n.length;i++)n[i]=this.#l[e.marks[i]];let{
fills:r}=e,s=new Uint8ClampedArray(n.buffer);for(let i=0;r&&i<n.length;i++){if(r[i]>255)continue;let a=s[4*i+3]/255,l=this.#c*
(1-a),h=a+l;for(let c=0;c<3;c++){let u=4*i+c;s[u]=(s[u]*a+this.#a[3*r[i]+c]*l)/(h||1)}s[4*i+3]=255*h}return t.picture??=
new OffscreenCanvas(256,256),t.picture.getContext("2d")?.putImageData(new ImageData(s,256,256),0,0),t.colors=this.#l,t.picture}};var gr=2,Ve=14,Nn=50;function $n(o){let{painter:t,session:e}=o,{viewport:n}=t,{layers:r,selection:s}=e,i=()=>[...r.all,...s.
drawn()],a=v=>s.placed(v)??r.placed(v),l=g("canvas",{class:"iv-overlay",attrs:{"aria-hidden":"true",hidden:!0}}),h=l.getContext(
"2d"),c=new Map,u=0,f=0,m="",d=-1/0,p=()=>{u||=requestAnimationFrame(()=>{u=0,x()})},y=(v,k,E,T)=>{let I=i().find(P=>P.key===
v),N=a(v);if(!I||!N)return!0;let A=c.get(v);A||c.set(v,A={front:null,next:null,cost:0});let O=Dn(I,N,n);return A.front?.
signature===O?(A.next?.dispose(),A.next=null,A.front.fill(k,E)):(A.next?.signature!==O&&(A.next?.dispose(),A.next=new te(
O,N,I,n)),T&&A.front&&A.cost>Ve/2||!A.next.fill(k,E)?!1:(A.front?.dispose(),A.cost=A.next.cost,A.front=A.next,A.next=null,
!0))},x=()=>{let v=i().filter(({key:U,visible:et})=>et&&a(U));if(l.hidden=v.length===0,l.hidden||!h){let U=r.all.some(({
visible:et,count:he})=>et&&he);return S(l,"data-sharp",String(!U))}let k=performance.now();n.zoom!==f&&([f,d]=[n.zoom,k]);
let E=k-d<Nn,{left:T,bottom:I}=n.device(),N=m!==`${T} ${I} ${f}`;m=`${T} ${I} ${f}`;let A=F.timeLeft(Number(document.timeline.
currentTime)),O=k+(N?Math.max(A,gr):Ve),P=_n(n),H=!0;for(let{key:U}of v)H=y(U,P,O,E)&&H;let{width:st,height:it}=t.canvas;
l.width!==st||l.height!==it?(l.width=st,l.height=it,l.style.width=t.canvas.style.width,l.style.height=t.canvas.style.height):
h.clearRect(0,0,st,it);for(let U of v)c.get(U.key)?.front?.paint(h,n,U);F.spend(performance.now()-k),S(l,"data-sharp",String(
H)),H?b(P):p()},M=0,b=({col0:v,col1:k,row0:E,row1:T})=>{clearTimeout(M);let I={col0:v-1,col1:k+1,row0:E-1,row1:T+1};M=setTimeout(
()=>{let N=performance.now()+Ve/2,A=!0;for(let{front:O}of c.values())A=(O?.fill(I,N)??!0)&&A;A||b({col0:v,col1:k,row0:E,
row1:T})},Nn)};o.onClose(t.onFrame(x));let w=()=>{let v=new Set(i().map(({key:k})=>k));for(let[k,{front:E,next:T}]of c)v.
has(k)||(E?.dispose(),T?.dispose(),c.delete(k));S(l,"data-sharp","false"),p()};return o.onClose(r.onChange(w)),o.onClose(
o.store.on("selection",w)),o.onClose(()=>{cancelAnimationFrame(u),clearTimeout(M);for(let{front:v,next:k}of c.values())v?.
dispose(),k?.dispose()}),l}var Hn=Math.PI/180,xr=.001;function wr(o,t,e){let[n,r]=o.half,s=d=>Math.min(Math.max(d,-1),1),i=s((t-o.center[0])/n),a=s(
(e-o.center[1])/r),[l,h,c]=[{x:0,y:0},{x:0,y:0},{x:0,y:0}],u=0;for(let d=0;d<=o.degree;d++)for(let p=0;p<=d;p++,u++){let y=d-
p;for(let x of["x","y"]){let M=o[x][u];l[x]+=M*i**y*a**p,y&&(h[x]+=M*y*i**(y-1)*a**p/n),p&&(c[x]+=M*p*i**y*a**(p-1)/r)}}
let[f,m]=[t-(o.center[0]+n*i),e-(o.center[1]+r*a)];return{x:l.x+h.x*f+c.x*m,y:l.y+h.y*f+c.y*m,dx:h,dy:c}}function Un(o,t){
let{x:e,y:n,dx:r,dy:s}=wr(o,...t.center),i=r.x*s.y-s.x*r.y,a=t.flip??!1,l=a!==i<0,h=(t.rotation??0)*Hn,[c,u]=[Math.cos(h),
Math.sin(h)],[f,m]=[a?-1:1,l?-1:1],[d,p,y,x]=[f*s.y,-f*s.x,-r.y,r.x],M=m*(u*d+c*y)-(c*p-u*x),b=m*(c*d-u*y)+(u*p+c*x),w=Math.
sign(i),v=Math.atan2(w*M,w*b)/Hn,k=90*Math.round(v/90);Math.abs(v-k)<xr&&(v=k);let E=(v+360)%360,T={center:[e,n],fov:t.fov*
Math.sqrt(Math.abs(i))};return E&&(T.rotation=E),l&&(T.flip=!0),T}function Kn({zoom:o,dpr:t},e){let n=Math.floor(Math.log2(1/(o*t))+1e-9);return Math.min(Math.max(n,0),e-1)}function Fe(o,t,e,n,r){
let{left:s,bottom:i,scale:a}=o.device();return{x0:Math.round(s+t*a),x1:Math.round(s+(t+n)*a),y0:Math.round(i-(e+r)*a),y1:Math.
round(i-e*a)}}function zn(o,t,e){let{left:n,bottom:r,scale:s}=o.device(),i=o.width*o.dpr,a=o.height*o.dpr,l=t.tile*2**e,
h=l*s,[c,u]=t.shape,f=Math.max(0,Math.floor(-n/h)),m=Math.min(Math.ceil(u/l),Math.ceil((i-n)/h))-1,d=Math.max(0,Math.floor(
(r-a)/h)),p=Math.min(Math.ceil(c/l),Math.ceil(r/h))-1,y=(i/2-n)/h-.5,x=(r-a/2)/h-.5,M=[];for(let b=d;b<=p;b++)for(let w=f;w<=
m;w++)M.push({key:[e,b,w],distance:Math.hypot(w-y,b-x)});return M.sort((b,w)=>b.distance-w.distance).map(({key:b})=>b)}function Bn(o,t,e,n){let r=[];for(let s of o){if(s>=0){let l=new Uint8Array(n),h=t.indexOf(s>>3);if(h>=0)for(let c=0,u=h;c<
n;c++,u+=t.length)l[c]=e[u]>>(s&7)&1;r.push(l);continue}let i=r.pop();if(s===-1){for(let l=0;l<n;l++)i[l]^=1;r.push(i);continue}
let a=r[r.length-1];if(s===-2)for(let l=0;l<n;l++)a[l]&=i[l];else for(let l=0;l<n;l++)a[l]|=i[l]}return r.pop()}function vr({
width:o,height:t}){let e=new Uint8Array(0);return{index:new Uint8Array(o*t),count:1,bytes:[],own:new Uint8Array(1),edge:e,
apron:e}}function Gn(o,t){let{bytes:e,own:n,count:r,index:s,apron:i}=o.pairs??vr(o),a=Array.from({length:r},(u,f)=>f),l=t.
map(({postfix:u})=>Bn(u,e,n,r)),h=l.map((u,f)=>t[f].outline?new Array(r).fill(0):[...u]);if(!o.pairs||!t.some(({outline:u})=>u))
return{index:s,parent:a,painted:h};let c=new Uint32Array(s);return t.forEach(({postfix:u,outline:f},m)=>{if(!f)return;let d=Bn(
u,e,i,2*(o.width+o.height)),p=new Map;Mr(o,s,l[m],d,y=>{let x=c[y],M=p.get(x);M===void 0&&(M=a.push(a[x])-1,h.forEach((b,w)=>b.
push(w===m?1:b[x])),p.set(x,M)),c[y]=M})}),{index:c,parent:a,painted:h}}function Mr({width:o,height:t},e,n,r,s){let[i,a,
l]=[o,2*o,2*o+t];for(let h=0,c=0;h<t;h++)for(let u=0;u<o;u++,c++){if(!n[e[c]])continue;let f=h>0?n[e[c-o]]:r[u],m=h<t-1?
n[e[c+o]]:r[i+u],d=u>0?n[e[c-1]]:r[a+h],p=u<o-1?n[e[c+1]]:r[l+h];f&m&d&p||s(c)}}function qn(o){let t=()=>new Float64Array(o);return{k:t(),r:t(),g:t(),b:t(),painted:new Uint8Array(o)}}function kr({codes:o,
channels:t,width:e,height:n},r,s){let i=e*n;if(t===1){for(let a=0;a<i;a++)s[a]=r[o[a]];return}for(let a=0;a<i;a++){let l=r[o[i+
a]]&65280;s[a]=(r[o[a]]&255|l|r[o[2*i+a]]&16711680|4278190080)>>>0}}var ee=class{#t=qn(256);signature(t,e){let{pairs:n}=t,
r=String(e.shadingVersion);if(n){let s=new Uint8Array(n.bytes.length);for(let i=0;i<n.own.length;i++)s[i%s.length]|=n.own[i];
for(let i of e.planes){let a=n.bytes.indexOf(i.byte);a>=0&&s[a]>>i.bit&1&&(r+="|"+i.key)}}for(let s of e.expressions)r+=
"|"+s.key;return r}composite(t,e,n){let r=t.width*t.height;kr(t,e.lut(t.codec),n);let s=e.expressions.length?Gn(t,e.expressions):
null;if(!this.#e(t,s,e))return;let i=s?.index??t.pairs.index,{k:a,r:l,g:h,b:c,painted:u}=this.#t;for(let f=0;f<r;f++){let m=i[f];
if(u[m]===0)continue;let d=n[f],p=a[m];n[f]=((d&255)*p+l[m]+.5|(d>>>8&255)*p+h[m]+.5<<8|(d>>>16&255)*p+c[m]+.5<<16|4278190080)>>>
0}}#e({pairs:t},e,n){let r=e?.parent.length??t?.count??0;this.#t.k.length<r&&(this.#t=qn(r));let{k:s,r:i,g:a,b:l,painted:h}=this.#t;
s.fill(1,0,r);for(let f of[i,a,l,h])f.fill(0,0,r);let c=!1,u=(f,m)=>{let{opacity:d}=m,p=1-d;s[f]*=p,i[f]=i[f]*p+m.r*d,a[f]=
a[f]*p+m.g*d,l[f]=l[f]*p+m.b*d,h[f]=1,c=!0};for(let f of n.planes){let m=t?t.bytes.indexOf(f.byte):-1;if(!t||m<0)continue;
let d=f.outline?t.edge:t.own;for(let p=0,y=m;p<t.count;p++,y+=t.bytes.length)d[y]>>f.bit&1&&u(p,f)}if(!e)return c;for(let f=t?.
count??1;f<r;f++)for(let m of[s,i,a,l,h])m[f]=m[e.parent[f]];return n.expressions.forEach((f,m)=>{let d=e.painted[m];for(let p=0;p<
r;p++)d[p]&&u(p,f)}),c}};var _e=new ee,ne=new Uint32Array(65536);function De(o,t){return o.picture?o.styleVersion===t.version?!0:o.signature!==_e.
signature(o.tile,t)?!1:(o.styleVersion=t.version,!0):!1}function oe(o,t){if(De(o,t))return;let{tile:e}=o,{width:n,height:r}=e;
ne.length<n*r&&(ne=new Uint32Array(n*r)),_e.composite(e,t,ne),o.picture||(o.picture=new OffscreenCanvas(n,r),F.keep(o,o.
size));let s=new Uint8ClampedArray(ne.buffer,0,4*n*r);o.picture.getContext("2d",{alpha:!1})?.putImageData(new ImageData(
s,n,r),0,0),o.styleVersion=t.version,o.signature=_e.signature(e,t)}var Sr=4,Er=4096;function Wn(o,t,e){let{codec:n}=o,{low:r,high:s,thresholds:i}=t,a=s-r;if(n.exact||!(a>0))return!1;if(!Number.
isFinite(n.stepAt(r)+n.stepAt(s)))return!0;let l=Ar(o.codes);if(!l)return!1;let h=Math.max(n.value(l[0]),r),c=Math.min(n.
value(l[1]),s);if(h>c)return!1;let u=p=>p===0?0:p===D?1:i[p-1],m=o.level===0&&/int/.test(e.dtype)?1:Tr(Math.min(Math.abs(
h),Math.abs(c))),d=a;for(let p=0;p<D;p++){let[y,x]=[u(p)*a,u(p+1)*a];x>y&&r+x>=h&&r+y<=c&&(d=Math.min(d,x-y))}return Math.
max(n.stepAt(h),n.stepAt(c))>Sr*Math.max(d,m)}function Tr(o){return o>0?2**(Math.floor(Math.log2(o))-23):0}function Ar(o){
let t=Math.max(1,Math.floor(o.length/Er)),e=new Uint16Array(Math.ceil(o.length/t)),n=0;for(let s=0;s<o.length;s+=t)o[s]>=
2&&o[s]<=65534&&(e[n++]=o[s]);if(!n)return null;let r=e.subarray(0,n).sort();return[r[Math.floor(.005*(n-1))],r[Math.ceil(
.995*(n-1))]]}function re(o,t,e){return Math.min(Math.max(o,t),e)}var se=class{center={x:0,y:0};zoom=1;width=1;height=1;dpr=1;fitted=!0;#t={
shape:[1,1],start:[0,0]};#e=null;#n=new Set;get box(){return this.#t}get fov(){return Math.min(this.width,this.height)/this.
zoom}get fitZoom(){let[t,e]=this.#t.shape;return Math.min(this.width/Math.max(e,1),this.height/Math.max(t,1))}get minZoom(){
return Math.min(this.fitZoom/4,1)}get maxZoom(){return Math.max(this.fitZoom,64)}setImage(t,e){this.#t=t,this.#e=e,this.
show(e)}resize(t,e,n){let{center:r,fov:s,fitted:i}=this;this.width=Math.max(t,1),this.height=Math.max(e,1),this.dpr=n,this.
show(i?null:{center:r,fov:s})}show(t){if(!t)return this.fit();this.#o(Math.min(this.width,this.height)/t.fov,t.center.x,
t.center.y)}fit(){let[t,e]=this.#t.shape,[n,r]=this.#t.start;this.#o(this.fitZoom,r+(e-1)/2,n+(t-1)/2,!0)}oneToOne(){this.#o(
Math.max(1,Math.round(this.dpr))/this.dpr,this.center.x,this.center.y)}home(){this.show(this.#e)}zoomAbout(t,e,n){let r=re(
this.zoom*t,this.minZoom,this.maxZoom),s=e-this.width/2,i=n-this.height/2,a=1/this.zoom-1/r;this.#o(r,this.center.x+s*a,
this.center.y-i*a)}panBy(t,e){this.#o(this.zoom,this.center.x-t/this.zoom,this.center.y+e/this.zoom)}centerOn(t,e){this.#o(
this.zoom,t,e)}toScreen(t,e){let[n,r]=this.#t.start,{left:s,bottom:i,scale:a}=this.device();return{sx:(s+(t-(r-.5))*a)/this.
dpr,sy:(i-(e-(n-.5))*a)/this.dpr}}toImage(t,e){let[n,r]=this.#t.start,{left:s,bottom:i,scale:a}=this.device();return{x:(t*
this.dpr-s)/a+(r-.5),y:(i-e*this.dpr)/a+(n-.5)}}device(){let[t,e]=this.#t.start,n=this.zoom*this.dpr;return{left:Math.round(
this.width*this.dpr/2+(e-.5-this.center.x)*n),bottom:Math.round(this.height*this.dpr/2-(t-.5-this.center.y)*n),scale:n}}onChange(t){
return this.#n.add(t),()=>this.#n.delete(t)}#o(t,e,n,r=!1){let[s,i]=this.#t.shape,[a,l]=this.#t.start,h=re(e,l-.5,l+i-.5),
c=re(n,a-.5,a+s-.5),u=r?t:re(t,this.minZoom,this.maxZoom);if(!(u===this.zoom&&h===this.center.x&&c===this.center.y&&r===
this.fitted)){this.zoom=u,this.center={x:h,y:c},this.fitted=r;for(let f of[...this.#n])f()}}};var Cr=300,Ct=512,Lr="200px",Ne=class{count=0;start=new Float64Array(Ct);work=new Float64Array(Ct);get last(){return this.
count?this.start[(this.count-1)%Ct]:0}add(t,e){this.start[this.count%Ct]=t,this.work[this.count%Ct]=e,this.count++}},ie=class{canvas=document.
createElement("canvas");viewport=new se;frames=new Ne;#t;#e;#n=new Set;#o=[];#r;#s=0;#i=0;#l=!0;#a=!1;#c=null;#u=[];#m="";#h=!1;constructor(t,e){
this.#t=t;let n=this.canvas.getContext("2d",{alpha:!1});if(!n)throw new Error("this browser gives no 2-D canvas");this.#e=
n,this.canvas.className="imgview-canvas",Object.assign(this.canvas,{imgview:{session:t,painter:this,aligned:Un}}),e.append(
this.canvas),this.#o.push(t.tiles.onChange(()=>this.#p()),t.style.onChange(()=>this.invalidate()),t.store.on("viewport",
()=>this.#v()),this.viewport.onChange(()=>this.#M())),this.#r=new IntersectionObserver(r=>this.#y(r[r.length-1].isIntersecting),
{rootMargin:Lr}),this.#r.observe(e),this.#f()}resize(t,e,n){if(!(t>0&&e>0))return;let r=Math.max(1,Math.round(t*n)),s=Math.
max(1,Math.round(e*n));r!==this.canvas.width&&(this.canvas.width=r),s!==this.canvas.height&&(this.canvas.height=s),this.
canvas.style.width=`${r/n}px`,this.canvas.style.height=`${s/n}px`,this.#h=!0,this.viewport.resize(r/n,s/n,n),this.#h=!1,
this.#t.store.set("canvas_size",[Math.round(t),Math.round(e)]),this.#g(performance.now())}invalidate(){this.#b(!1),!(this.#s||
!this.#l)&&(this.#s=requestAnimationFrame(t=>{this.#s=0,this.#g(t)}))}onFrame(t){return this.#n.add(t),()=>this.#n.delete(
t)}complete(){return this.#a}thumbnail(t,e){let n=this.#t.tiles.get(this.#t.tiles.overview),r=this.#t.tiles.info;if(!n||
!r)return null;oe(n,this.#t.style);let[s,i]=r.shape,a=Math.min(t/i,e/s),l=document.createElement("canvas");l.width=Math.
max(1,Math.round(i*a)),l.height=Math.max(1,Math.round(s*a));let h=l.getContext("2d",{alpha:!1});if(!h||!n.picture)return null;
let c=2**n.tile.level*a,u=n.tile.height*c;return h.drawImage(n.picture,0,l.height-u,n.tile.width*c,u),l}dispose(){cancelAnimationFrame(
this.#s),clearTimeout(this.#i),this.#r.disconnect();for(let t of this.#o)t();this.#n.clear(),this.#t.tiles.forget(this),
this.canvas.remove(),this.canvas.width=this.canvas.height=0}#f(){let t=this.#t.tiles.info,e=t?.id??null;e!==this.#c&&(this.#c=
e,this.#u=[],t&&(this.#h=!0,this.viewport.setImage(t,this.#d()),this.#h=!1))}#d(){let t=this.#t.store.get("viewport");return t&&
{center:{x:t.center[0],y:t.center[1]},fov:t.fov}}#p(){if(this.#f(),this.#m="",this.invalidate(),!!this.#l)for(let t of this.#u){
let e=this.#t.tiles.get(t);e&&!e.picture&&oe(e,this.#t.style)}}#v(){this.#f(),this.#h=!0,this.viewport.show(this.#d()),this.#h=
!1,this.invalidate()}#M(){if(this.invalidate(),this.#h||this.#c===null)return;let{center:t,fov:e,fitted:n}=this.viewport;
this.#t.store.set("viewport",n?null:{center:[t.x,t.y],fov:e})}#y(t){if(t!==this.#l){if(this.#l=t,t)return this.invalidate();
cancelAnimationFrame(this.#s),clearTimeout(this.#i),this.#s=0,this.#m="",this.#t.tiles.forget(this)}}#b(t){this.#a=t,this.
canvas.dataset.complete=String(t)}#k(t,e){let{tiles:n}=this.#t,r=new Map;for(let[s,i,a]of t){for(let l=1;s+l<e;l++){let h=n.
get([s+l,i>>l,a>>l]);if(h){r.set(h.id,h);break}}for(let l=1;l<=2&&l<=s;l++){let h=1<<l;for(let c=0;c<h*h;c++){let u=n.get(
[s-l,i*h+Math.floor(c/h),a*h+c%h]);u&&r.set(u.id,u)}}}return[...r.values()].sort((s,i)=>i.tile.level-s.tile.level)}#g(t){
if(!this.#l)return;let e=performance.now(),{tiles:n}=this.#t,{info:r}=n,s=this.#e;s.fillStyle="#000",s.fillRect(0,0,this.
canvas.width,this.canvas.height);let i=!0;if(r){let a=Kn(this.viewport,r.levels),l=zn(this.viewport,r,a);this.#T(l);let h=l.
map(m=>n.get(m)),c=h.filter(m=>m!==void 0),u=this.#k(l.filter((m,d)=>!h[d]),r.levels),f=this.#E([...c,...u],t);this.#x(u,
c,r.shape),i=!f&&c.length===l.length,this.canvas.dataset.level=String(a),this.canvas.dataset.tiles=String(c.length),f&&this.
invalidate()}this.#b(i),clearTimeout(this.#i),i&&(this.#i=setTimeout(()=>this.#w(),Cr)),this.frames.add(e,performance.now()-
e);for(let a of[...this.#n])a()}#T(t){let e=t.join(" ");e!==this.#m&&(this.#m=e,this.#u=t,this.#t.tiles.want(this,t))}#x(t,e,[
n,r]){let s=this.#e,i=Fe(this.viewport,0,0,r,n);s.save(),s.beginPath(),s.rect(i.x0,i.y0,i.x1-i.x0,i.y1-i.y0),s.clip();for(let a of t)
this.#S(a,!0);for(let a of e)this.#S(a,!1);s.restore()}#S({tile:t,picture:e},n){let r=this.#t.tiles.info;if(!e||!r)return;
let s=2**t.level,i=r.tile*s,{x0:a,y0:l,x1:h,y1:c}=Fe(this.viewport,t.col*i,t.row*i,t.width*s,t.height*s);this.#e.imageSmoothingEnabled=
n||h-a<t.width,this.#e.drawImage(e,a,l,h-a,c-l)}#E(t,e){let n=!1,r=0;for(let s of t){if(De(s,this.#t.style))continue;if(s.
picture&&r&&F.timeLeft(e)<=0){n=!0;continue}let i=performance.now();oe(s,this.#t.style),F.spend(performance.now()-i),r++}
return n}#w(){let{tiles:t,style:e}=this.#t;if(!this.#a||!t.info)return;let n=[];for(let r of this.#u){let s=t.get(r);!s||
s.refined===e.shadingVersion||(Wn(s.tile,e.shading,t.info)?n.push(s):s.refined=e.shadingVersion)}t.refine(n,e.shadingVersion)}};var Ir=Math.log(1.25)/100,Pr=.01,Or=33,Rr=400,Vr=45,Fr=3;function $e({x:o,y:t}){return{sx:o,sy:t}}function jn(o){let{stage:t,
painter:e,picker:n,probe:r,store:s,signal:i}=o,{viewport:a}=e,l=new Map,h="none",c={x:0,y:0,contrast:1,bias:.5},u=!1,f=t.
getBoundingClientRect(),m=b=>({x:b.clientX-f.left,y:b.clientY-f.top}),d=()=>{f=t.getBoundingClientRect()},p=_r((b,w)=>a.
zoomAbout(b,w.x,w.y));o.onClose(p.cancel),t.addEventListener("wheel",b=>{b.preventDefault(),d();let w=b.deltaMode===1?Or:
b.deltaMode===2?Rr:1,v=(b.deltaY||b.deltaX)*w,k=b.ctrlKey?Pr:Ir;p.push(Math.max(-1.2,Math.min(1.2,-v*k)),m(b))},{passive:!1,
signal:i});let y=V(()=>{let[b]=l.values();h==="contrast"&&b&&xn(o,c,b.x-c.x,b.y-c.y)});o.onClose(y.cancel),t.addEventListener(
"pointerdown",b=>{if(b.target!==t&&!(b.target instanceof HTMLCanvasElement)||b.button===1)return;d(),t.focus({preventScroll:!0}),
t.setPointerCapture(b.pointerId);let w=m(b);l.set(b.pointerId,w),c={...w,contrast:s.get("contrast"),bias:s.get("bias")};
let v=b.ctrlKey||b.metaKey?"box":b.altKey?"lasso":n.tool;l.size===2?h="pinch":v!=="pan"&&b.button===0?h="select":h=b.button===
2||b.shiftKey?"contrast":"pan",n.drop(),h==="select"&&n.begin(v,$e(w)),u=l.size>1},{signal:i}),t.addEventListener("point\
ermove",b=>{let w=l.get(b.pointerId);if(!w){if(b.target.closest(".iv-navigator"))return r.leave();d();let k=m(b);r.moveTo(
k.x,k.y);return}let v=m(b);!u&&Math.hypot(v.x-c.x,v.y-c.y)<Fr||(u=!0,t.dataset.gesture=h,h==="pan"?a.panBy(v.x-w.x,v.y-w.
y):h==="pinch"?x(b.pointerId,v):h==="select"&&n.extend($e(v)),l.set(b.pointerId,v),h==="contrast"?y.ask():r.moveTo(v.x,v.
y))},{signal:i});let x=(b,w)=>{let v=l.get(b),k=[...l].find(([I])=>I!==b)?.[1];if(!v||!k)return;let E=Math.hypot(v.x-k.x,
v.y-k.y),T=Math.hypot(w.x-k.x,w.y-k.y);a.panBy((w.x-v.x)/2,(w.y-v.y)/2),E>0&&T>0&&a.zoomAbout(T/E,(w.x+k.x)/2,(w.y+k.y)/
2)},M=b=>{l.delete(b.pointerId)&&(b.type==="pointercancel"?n.drop():!u&&b.button===0?n.click($e(m(b)),b.shiftKey):h==="s\
elect"&&n.finish(b.shiftKey),h=l.size===1?"pan":"none",h==="none"&&delete t.dataset.gesture)};t.addEventListener("pointe\
rup",M,{signal:i}),t.addEventListener("pointercancel",M,{signal:i}),t.addEventListener("pointerleave",b=>{l.has(b.pointerId)||
r.leave()},{signal:i}),t.addEventListener("dblclick",b=>{d();let{x:w,y:v}=m(b),k=a.toImage(w,v);a.centerOn(k.x,k.y)},{signal:i}),
t.addEventListener("contextmenu",b=>{b.preventDefault(),b.stopPropagation()},{signal:i})}function _r(o){let t=0,e={x:0,y:0},
n=0,r=V(()=>{let s=performance.now(),i=1-Math.exp(-Math.min(s-n,100)/Vr);n=s;let a=Math.abs(t)<.004?t:t*i;t-=a,o(Math.exp(
a),e),t&&r.ask()});return{push:(s,i)=>{if(t=Math.sign(t)===-Math.sign(s)?s:t+s,e=i,Math.abs(s)<.06){o(Math.exp(t),i),t=0;
return}t===s&&(n=performance.now()-16),r.ask()},cancel:r.cancel}}var Dr=500,Nr=3,ae=class{constructor(t){this.view=t;let{stage:e,painter:n,store:r,signal:s}=t,i=document.createElementNS(
"http://www.w3.org/2000/svg","svg");i.setAttribute("class","iv-area"),i.append(this.#e),this.nodes=[i,this.#t];let a=V(()=>{
this.#o&&this.#h(this.at(this.#o))});e.addEventListener("pointermove",l=>{let h=!l.buttons&&l.target===n.canvas,c=e.getBoundingClientRect();
this.#o=h?{sx:l.clientX-c.left,sy:l.clientY-c.top}:null,h?a.ask():this.#h(null)},{signal:s}),e.addEventListener("pointer\
leave",()=>{this.#o=null,this.#h(null)},{signal:s}),t.onClose(a.cancel),t.onClose(n.viewport.onChange(()=>this.#o?a.ask():
this.#h(null))),t.watch(["layers"],()=>{this.#l.clear(),this.#h(null)}),t.onClose(r.local.on("tool",()=>S(e,"data-tool",
this.tool)))}view;nodes;#t=g("div",{class:"iv-tip",attrs:{role:"status",hidden:!0}});#e=document.createElementNS("http:/\
/www.w3.org/2000/svg","polygon");#n=null;#o=null;#r=[];#s="pan";#i=null;#l=new Map;get tool(){return this.view.store.local.
get("tool")??"pan"}take(t){this.view.store.local.set("tool",this.tool===t?"pan":t)}escape(){this.tool==="pan"?this.view.
session.selection.set(0,[]):this.take("pan")}at(t){let{viewport:e}=this.view.painter,{x:n,y:r}=e.toImage(t.sx,t.sy),s=1/0,
i=null;for(let[a,l,[h,c],u]of this.#a()){let f=l.at(n-h,r-c,a,e.zoom,u);!f||f.area>=s||(s=f.area,i={layer:a,row:f.row,...t})}
return i}click(t,e){let n=this.at(t),{selection:r}=this.view.session;n&&(e?r.add(n.layer.key,[n.row],!0):r.set(n.layer.key,
[n.row]))}begin(t,e){this.#s=t,this.#r=[e]}extend(t){let[e]=this.#r,n=this.#r[this.#r.length-1];this.#s==="box"?this.#r=
[e,{sx:t.sx,sy:e.sy},t,{sx:e.sx,sy:t.sy}]:Math.hypot(t.sx-n.sx,t.sy-n.sy)>=Nr&&this.#r.push(t),this.#e.setAttribute("poi\
nts",this.#r.map(({sx:r,sy:s})=>`${r},${s}`).join(" "))}finish(t){let{session:{selection:e},painter:{viewport:n}}=this.view,
r=this.#r.map(({sx:i,sy:a})=>n.toImage(i,a));if(this.drop(),r.length<3)return;let s=this.#a();for(let[i,a,[l,h]]of s){if(t&&
e.key!==i.key&&s.some(([{key:u}])=>u===e.key))continue;let c=a.within(r.map(({x:u})=>u-l),r.map(({y:u})=>u-h));if(c.length){
t?e.add(i.key,c):e.set(i.key,c);return}}t||e.set(0,[])}drop(){this.#r=[],this.#e.removeAttribute("points")}step(t){let{session:{
selection:e},painter:{viewport:n}}=this.view,r=this.#a(),[s,i]=r.find(([{key:p}])=>p===e.key)??r[0]??[];if(!s||!i)return;
let{rows:a,key:l}=e,h=l===s.key&&a.length?a[t>0?a.length-1:0]:t>0?-1:i.rows,c=i.next(h,t);if(c===null)return;e.set(s.key,
[c]);let u=this.#u(s.key,c),{width:f,height:m}=n,d=Math.abs(u.sx-f/2)>f/2||Math.abs(u.sy-m/2)>m/2;this.#o=null,this.#h(null),
d&&this.centre(),this.#h({layer:s,row:c,...this.#u(s.key,c)})}centre(){let t=this.#m();t&&this.view.painter.viewport.centerOn(
t.x,t.y)}copy(){let t=this.#m();if(!t)return;let e=this.view.session.sky.radec(t.x,t.y),n=e?`${e.ra.toFixed(7)} ${e.dec.
toFixed(7)}`:`${t.x.toFixed(3)} ${t.y.toFixed(3)}`,{local:r}=this.view.store;Promise.resolve(navigator.clipboard?.writeText(
n)??Promise.reject()).then(()=>this.#t.append(g("i",{},`copied ${n}`)),()=>r.set("error",`The page may not use the clipb\
oard. The source is at ${n}`))}close(){this.#i!==null&&this.view.session.channel.cancel(this.#i)}#a(){let{layers:t}=this.
view.session;return[...t.all].reverse().flatMap(e=>{let n=e.visible?t.placed(e.key):null;return n?.geometry instanceof nt?
[[e,n.geometry,n.origin,n.codes]]:[]})}#c(t,e){let n=this.view.session.layers.placed(t);if(!(n?.geometry instanceof nt))
return null;let[r,s]=n.geometry.place(e);return{x:r+n.origin[0],y:s+n.origin[1]}}#u(t,e){let{x:n,y:r}=this.#c(t,e)??{x:0,
y:0};return this.view.painter.viewport.toScreen(n,r)}#m(){let{key:t,rows:e}=this.view.session.selection;return this.#n?this.#c(
this.#n.layer.key,this.#n.row):e.length?this.#c(t,e[0]):null}#h(t){let e=this.#n;if(this.#n=t,S(this.view.stage,"data-so\
urce",t!==null),t&&e?.row===t.row&&e.layer.key===t.layer.key)return this.#d(t);let{channel:n}=this.view.session;if(this.#i!==
null&&n.cancel(this.#i),this.#i=null,this.#t.hidden=!0,!t)return;let{layer:{key:r,hover:s},row:i}=t,a=`${r} ${i}`,l=this.#l.
get(a)??(s.length?null:[]);if(l)return this.#f(t,l);this.#i=n.ask(h=>({kind:"row",id:h,layer:r,row:i}),{reply:h=>(this.#i=
null,h.kind!=="row"||(this.#l.size>Dr&&this.#l.clear(),this.#l.set(a,h.cells),this.#n?.row===i&&this.#n.layer.key===r&&this.#f(
this.#n,h.cells)),!0),failed:()=>this.#i=null})}#f(t,e){this.#t.replaceChildren(g("b",{},`${t.layer.name} ${t.row}`),g("\
dl",{},...e.flatMap(([n,r])=>[g("dt",{},n),g("dd",{},r)]))),this.#t.hidden=!1,this.#d(t)}#d({sx:t,sy:e}){let{style:n,offsetWidth:r,
offsetHeight:s}=this.#t,{width:i,height:a}=this.view.painter.viewport;n.left=`${Math.max(t+16+r>i?t-12-r:t+16,0)}px`,n.top=
`${Math.max(e+12+s>a?e-8-s:e+12,0)}px`}};var le=class{constructor(t){this.root=t}root;box=null;anchor=null;off=()=>{};get isOpen(){return this.box!==null}isOpenAt(t){
return this.anchor===t}menu(t,e,n){let r=g("div",{class:"iv-popup iv-menu",attrs:{role:"menu","aria-label":e}});for(let i of n)
r.append(this.entry(i));r.addEventListener("keydown",i=>this.menuKey(i,r)),this.open(t,r);let s=Yn(r);(s.find(i=>i.getAttribute(
"aria-checked")==="true")??s[0])?.focus()}form(t,e,n){let r=g("div",{class:"iv-popup iv-form",attrs:{role:"dialog","aria\
-label":e}},n);this.open(t,r),r.querySelector("input, button")?.focus()}close(t=!1){let{anchor:e,box:n}=this;n&&(this.box=
this.anchor=null,this.off(),e?.setAttribute("aria-expanded","false"),t&&e?.focus(),n.remove())}open(t,e){this.close(),this.
box=e,this.anchor=t,t.setAttribute("aria-expanded","true"),e.tabIndex=-1,this.root.append(e),this.place(t,e);let n=new AbortController,
r=s=>{let i=s.target;!e.contains(i)&&!t.contains(i)&&this.close()};document.addEventListener("pointerdown",r,{capture:!0,
signal:n.signal}),e.addEventListener("keydown",s=>{s.key==="Escape"&&(s.stopPropagation(),s.preventDefault(),this.close(
!0))}),e.addEventListener("focusout",s=>{let i=s.relatedTarget;i&&!e.contains(i)&&i!==t&&this.close()}),this.off=()=>n.abort()}place(t,e){
let n=this.root.getBoundingClientRect(),r=t.getBoundingClientRect(),s=n.bottom-r.bottom-12,i=r.top-n.top-12,a=s>=Math.min(
e.offsetHeight,200)||s>=i;e.style.maxHeight=`${Math.max(80,a?s:i)}px`;let l=a?r.bottom+4:r.top-4-e.offsetHeight;e.style.
top=`${l-n.top-this.root.clientTop}px`;let h=Math.min(r.left,n.right-e.offsetWidth-6)-n.left;e.style.left=`${Math.max(6,
h)-this.root.clientLeft}px`}entry(t){if(t==="separator")return g("div",{class:"iv-separator",attrs:{role:"separator"}});
if("node"in t)return t.node;let e=t.kind??(t.checked===void 0?"action":"radio"),n={radio:"menuitemradio",check:"menuitem\
checkbox",action:"menuitem"}[e],r=g("span",{class:"iv-mark"});t.checked&&r.append(_("check"));let s=g("button",{class:"i\
v-item",attrs:{type:"button",role:n,tabindex:-1,disabled:t.disabled??!1,"aria-checked":e==="action"?null:String(t.checked??
!1)},on:{click:()=>{this.close(!0),t.run()},pointermove:()=>s.focus()}},r);return t.picture&&s.append(t.picture),s.append(
g("span",{class:"iv-label"},t.label)),t.hint&&s.append(g("span",{class:"iv-hint"},t.hint)),s}menuKey(t,e){if(t.ctrlKey||
t.metaKey||t.altKey||t.target instanceof HTMLInputElement&&t.key!=="ArrowUp")return;let n=Yn(e),r=n.indexOf(document.activeElement),
s;if(t.key==="ArrowDown")s=n[(r+1)%n.length];else if(t.key==="ArrowUp")s=n[(r<=0?n.length:r)-1];else if(t.key==="Home")s=
n[0];else if(t.key==="End")s=n[n.length-1];else if(t.key.length===1&&t.key!==" ")s=[...n.slice(r+1),...n.slice(0,r+1)].find(
a=>$r(a).startsWith(t.key.toLowerCase()));else return;t.preventDefault(),t.stopPropagation(),s?.focus()}};function $r(o){
return(o.querySelector(".iv-label")?.textContent??"").toLowerCase()}function Yn(o){return[...o.querySelectorAll(".iv-ite\
m:not([disabled])")]}var ce=class{constructor(t,e){this.session=t;this.painter=e}session;painter;at=null;pinned=!1;reading=null;pointer=null;listeners=new Set;later=V(
()=>this.read());asked=0;onChange(t){return this.listeners.add(t),()=>this.listeners.delete(t)}moveTo(t,e){this.pointer=
{sx:t,sy:e},this.pinned||this.later.ask()}leave(){this.pointer=null,this.pinned||this.session.store.set("cursor",null)}refresh(){
(this.pinned||this.pointer||this.at)&&this.later.ask()}togglePin(){if(this.pinned=!this.pinned,this.pinned&&!this.at){let{
x:t,y:e}=this.painter.viewport.center;this.at={x:Math.round(t),y:Math.round(e)}}this.read()}nudge(t,e){this.at&&(this.at=
{x:Math.round(this.at.x)+t,y:Math.round(this.at.y)+e},this.read())}close(){this.later.cancel(),this.listeners.clear(),this.
asked=-1}read(){!this.pinned&&this.pointer&&(this.at=this.painter.viewport.toImage(this.pointer.sx,this.pointer.sy));let{
at:t}=this;if(!t)return;let e=++this.asked;this.session.readout.at(t.x,t.y,n=>{if(e!==this.asked)return;this.reading=n;let r=n.
inside&&(this.pinned||this.pointer);this.session.store.set("cursor",r?{x:t.x,y:t.y}:null),this.tell()}),this.tell()}tell(){
for(let t of this.listeners)t()}};var Zn=4,Hr=new Map([["image","value"],["snr","S/N"]]);function Qn(o){let{probe:t,store:e}=o,n=new vt("xy","x, y",14),r=new vt(
"sky","RA, Dec",25),s=g("span",{class:"iv-roughly",attrs:{role:"img",hidden:!0}},"≈");r.box.firstElementChild?.after(s);
let i=new vt("value iv-inside","value",20),a=new vt("ratio iv-inside","S/N",5),l=g("span",{class:"iv-chips",attrs:{"aria\
-label":"Mask planes at this pixel"}}),h=g("span",{class:"iv-muted"},"none"),c=g("span",{class:"iv-chip iv-chip-more"}),
u=g("span",{class:"iv-cell iv-cell-planes iv-inside"},g("span",{class:"iv-key"},"planes"),l),f=g("span",{class:"iv-note"}),
m=g("div",{class:"iv-status",attrs:{role:"status","aria-live":"off"}},n.box,r.box,i.box,a.box,u,f),d=new Map,p=w=>{let v=d.
get(w.name);if(!v){let T=g("button",{class:"iv-chip",attrs:{type:"button",tabindex:-1,"aria-description":w.description}},
g("span",{class:"iv-dot"}),w.name);T.addEventListener("click",()=>B(e).toggle(w.name)),l.append(T),v={chip:T,width:T.offsetWidth},
d.set(w.name,v)}let{color:k,visible:E}=B(e).state(w.name);return v.chip.style.setProperty("--iv-plane",k),S(v.chip,"data\
-shown",String(E)),v.chip.title=`${w.description||w.name}
${E?"shown":"hidden"}: click to change`,v},y="",x=w=>{let v=w.map(P=>P.name).join(`
`),k=w.map(p);if(v===y&&!m.dataset.resized)return;y=v,delete m.dataset.resized;let E=l.clientWidth,T=0,I=k.reduce((P,H)=>P+
H.width+Zn,0),N=k.filter(P=>(T+=P.width+Zn,I<=E||T<=E-40)),A=N.map(P=>P.chip),O=w.slice(N.length);O.length&&(C(c,`+${O.length}`),
c.title=O.map(P=>P.name).join(`
`),A.push(c)),l.replaceChildren(...A.length?A:[h])},M=()=>{let w=L(e),{reading:v,at:k}=t,E=!!(w&&v?.inside);if(m.dataset.
state=E?"inside":w&&v?"outside":"none",C(f,E?"":Ur(w!==null,v)),n.set(k?`${Xn(k.x)}, ${Xn(k.y)}`:""),r.set(v?Kr(v):""),r.
box.hidden=!w?.has_sky,s.hidden=!w?.sky_note||v?.ra==null,S(s,"title",w?.sky_note??""),S(s,"aria-label",`approximately: ${w?.
sky_note??""}`),a.box.hidden=w?.component!=="image"||!w.components.includes("variance"),u.hidden=e.get("mask_planes").length===
0,!E||!v||!w){i.set(""),a.set(""),delete i.box.dataset.value,x([]);return}i.name(W(e)?"R, G, B":Hr.get(w.component)??w.component),
i.set(zr(v,w)),S(i.box,"title",v.approximate?null:v.values.join(", ")),S(i.box,"data-value",v.approximate?null:v.values.
join(" ")),S(i.box,"data-approximate",String(v.approximate));let{sigma:T}=v,I=T?v.values[0]/T:NaN;a.set(Number.isFinite(
I)?Ee(I):"–"),x(v.planes)};o.onClose(t.onChange(M)),o.watch(["image_info","planes"],M),o.watch(["mask_planes"],()=>{d.
clear(),y=`
`,l.replaceChildren(),M()});let b=new ResizeObserver(()=>{m.dataset.resized="1",M()});return b.observe(l),o.onClose(()=>b.
disconnect()),m}var vt=class{constructor(t,e,n){this.length=n;this.box=g("span",{class:`iv-cell iv-cell-${t}`},this.key,
this.value),this.name(e),this.set("")}length;value=g("span",{class:"iv-reading"});key=g("span",{class:"iv-key"});box;name(t){
C(this.key,t)}set(t){C(this.value,t),this.length=Math.max(this.length,t.length);let e=`${Math.ceil(this.length*.9)}ch`;this.
value.style.minWidth!==e&&(this.value.style.minWidth=e)}};function Ur(o,t){return o?t?"outside the image":"move over the\
 image to read it":"no image"}function Kr(o){return o.ra===null||o.dec===null?"":`${$t(o.ra)} ${Ht(o.dec)}`}function zr({
values:o,sigma:t},{component:e,dtype:n,unit:r}){if(e==="snr")return Ee(o[0]);let s=/int/.test(n);return`${o.length>1?o.map(
a=>s?Se(a,null,!0):Y(a,5)).join(", "):Se(o[0],e==="image"?t:null,s)} ${r}`.trimEnd()}function Xn(o){return o.toFixed(1).
replace("-","−")}var Br=[["image","image","The image"],["variance","variance","The variance plane"],["snr","S/N","The image over its sigm\
a"]],Gr=[["image","RGB","The image in its colours"],["red","R","The red channel"],["green","G","The green channel"],["bl\
ue","B","The blue channel"]];function Jn(o){let{store:t,popup:e}=o,n=G(rt("component").keys[0]),r=d=>()=>t.set("componen\
t",d),s=()=>{let d=L(t);return(d?.color?Gr:Br).map(([p,y,x])=>({name:p,label:y,what:x,possible:d?.components.includes(p)??
!1}))},i=()=>{let d=s().map(({name:p})=>p);return(L(t)?.components??[]).filter(p=>!d.includes(p))},a=()=>i().map(d=>({label:d,
checked:t.get("component")===d,run:r(d)})),l=g("span",{class:"iv-plane"}),h=()=>e.menu(c,"Further planes",a()),c=g("butt\
on",{class:"iv-button iv-drop",attrs:{type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":"componen\
t"},on:{click:()=>e.isOpenAt(c)?e.close(!0):h(),keydown:d=>{d.key==="ArrowDown"&&(d.preventDefault(),h())}}},l,_("caret")),
u=g("div",{class:"iv-group iv-choice",attrs:{role:"group","aria-label":"Component"}}),f="",m=new Map;return o.watch(["im\
age_info","component"],()=>{let d=s(),p=i(),y=t.get("component"),x=d.map(({label:b})=>b).join();if(x!==f){f=x,m.clear();
for(let{name:b,label:w}of d)m.set(b,g("button",{class:"iv-button",attrs:{type:"button","data-component":b},on:{click:r(b)}},
w));u.replaceChildren(...m.values())}for(let{name:b,what:w,possible:v}of d){let k=m.get(b);k&&(S(k,"disabled",!v),S(k,"a\
ria-pressed",String(v&&y===b)),k.title=v?`${w} (${n}: next)`:`${w}: this image has no variance`)}let M=p.includes(y);p.length&&
!c.isConnected?u.append(c):p.length||c.remove(),C(l,M?y:"more"),S(c,"aria-pressed",String(M)),c.title=`${M?y:"Further pl\
anes"} (${n}: next)`,S(c,"aria-label",M?`Further planes: ${y}`:"Further planes")}),{node:u,fold:4,entries:()=>[...s().map(
({name:d,label:p,possible:y})=>({label:p,checked:t.get("component")===d,disabled:!y,run:r(d)})),...a()]}}function to(o,t,e){return t<0||(t+1)*e>o.byteLength?null:new DataView(o.buffer,o.byteOffset+t*e,e)}function eo(o,t,e){let n=to(
o.get("colormap_tables"),o.get("colormap_names").indexOf(t),768);if(!n)return null;let r=new Uint8Array(768);for(let s=0;s<
256;s++){let i=e?255-s:s;for(let a=0;a<3;a++)r[s*3+a]=n.getUint8(i*3+a)}return r}function no(o,t){let e=to(o.get("stretc\
h_tables"),o.get("stretch_names").indexOf(t),1020);return e?Float32Array.from({length:255},(n,r)=>e.getFloat32(r*4,!0)):
null}function oo(o,t){let e=o.getContext("2d");if(!e)return;let n=e.createImageData(o.width,1);for(let r=0;r<o.width;r++){
let s=Math.round(255*r/(o.width-1))*3;n.data.set([t[s]??0,t[s+1]??0,t[s+2]??0,255],r*4)}for(let r=0;r<o.height;r++)e.putImageData(
n,0,r)}function ro(o,t){let{store:e,popup:n}=o;n.menu(t,"Stretch",e.get("stretch_names").map(r=>({label:r,checked:r===e.get("st\
retch"),picture:Wr(no(e,r)),run:()=>e.set("stretch",r)})))}function so(o,t){let{store:e,popup:n}=o,r=e.get("inverted"),s=e.
get("colormap_names").map(i=>{let a=g("canvas",{class:"iv-map",attrs:{width:72,height:10}}),l=eo(e,i,r);return l&&oo(a,l),
{label:i,checked:i===e.get("colormap"),picture:a,run:()=>e.set("colormap",i)}});n.menu(t,"Colour map",[{label:"inverted",
kind:"check",checked:r,hint:G(rt("invert").keys[0]),run:()=>e.set("inverted",!r)},"separator",...s])}function io(o,t){let{
store:e,popup:n}=o,r=L(e)?.unit??"",s=Object.entries(e.get("cuts_table")).map(([i,[a,l]])=>({label:i,checked:i===e.get("\
cuts_mode"),hint:`${Z(a)} … ${Z(l)}`,run:()=>Tt(o,i)}));n.menu(t,"Cuts",[...s,"separator",{node:qr(o,r)}])}function qr(o,t){
let{store:e}=o,[n,r]=e.get("cuts"),s=g("div",{class:"iv-trouble",attrs:{role:"alert"}}),i=()=>{let h=l.map(f=>f.value.trim()===
""?NaN:Number(f.value)),c=h.every(Number.isFinite),u=c&&h[1]>h[0];C(s,u?"":c?"low must be below high":"both must be numb\
ers");for(let f of l)S(f,"aria-invalid",u?null:"true");u&&gt(o,h[0],h[1])},a=(h,c)=>g("input",{class:"iv-input",attrs:{type:"\
text",inputmode:"decimal","aria-label":`${h} cut`,value:Number(c.toPrecision(7))},on:{input:i,keydown:u=>{u.key==="Enter"&&
(u.preventDefault(),o.popup.close(!0))}}}),l=[a("low",n),a("high",r)];return g("div",{class:"iv-by-hand"},g("div",{class:"\
iv-form-row"},g("label",{},"low ",l[0]),g("label",{},"high ",l[1]),g("span",{class:"iv-muted"},t)),s)}function Wr(o){let t=g(
"canvas",{class:"iv-curve"}),e=ct(t,22,14);return!e||!o||(e.strokeStyle="#8c949e",e.lineWidth=1.25,e.moveTo(1,13),o.forEach(
(n,r)=>e.lineTo(1+20*n,13-12*(r+1)/256)),e.lineTo(21,1),e.stroke()),t}var jr=150;function ao(o){let{store:t,popup:e}=o,n=g("b",{class:"iv-title"}),r=g("span",{class:"iv-muted iv-subtitle"}),
s=g("div",{class:"iv-what"},n,r),i=[Jn(o),...Yr(o),Zr(o),Xr(o),Qr(o)],a=g("button",{class:"iv-button iv-more",title:"Mor\
e",attrs:{type:"button","aria-label":"More","aria-haspopup":"menu","aria-expanded":"false",hidden:!0},on:{click:()=>{if(e.
isOpenAt(a))return e.close(!0);let u=i.filter(f=>f.node.hidden);e.menu(a,"More",u.flatMap((f,m)=>[...m?["separator"]:[],
...f.entries()]))}}},_("more")),l=g("div",{class:"iv-bar",attrs:{role:"toolbar","aria-label":"Image viewer"}},s,...i.map(
u=>u.node),a),h=()=>{for(let{node:x}of i)x.hidden=!1;a.hidden=!0;let u=l.clientWidth;if(!u)return;let f=8,m=new Map(i.map(
x=>[x,x.node.offsetWidth+f]));a.hidden=!1;let d=a.offsetWidth+f;a.hidden=!0;let y=Math.min(jr,s.scrollWidth)+16+[...m.values()].
reduce((x,M)=>x+M,0);for(let x of[...i].sort((M,b)=>M.fold-b.fold)){if(y<=u-(a.hidden?0:d))break;x.node.hidden=!0,a.hidden=
!1,y-=m.get(x)??0}},c=new ResizeObserver(h);return c.observe(l),o.onClose(()=>c.disconnect()),o.watch(["image_info"],()=>{
let u=L(t);C(n,u?u.title||"image":"imgview"),C(r,u?.subtitle??""),s.title=u?[u.title,u.subtitle,...u.notes].filter(Boolean).
join(`
`):"",S(l,"data-empty",u?null:"")}),o.watch(["image_info","stretch","cuts_mode","colormap","layers"],h),l}function Yr(o){
let{store:t}=o,e=(n,r,s,i,a,l)=>{let h=g("span",{class:"iv-value"}),c=g("button",{class:"iv-button iv-drop",title:a,attrs:{
type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":r},on:{click:()=>o.popup.isOpenAt(c)?o.popup.close(
!0):l(o,c),keydown:m=>{m.key==="ArrowDown"&&(m.preventDefault(),l(o,c))}}},g("span",{class:"iv-key"},n),h,_("caret")),u=()=>s===
"colormap"&&W(t),f=()=>u()?"none":String(t.get(s));return o.watch([s,"image_info"],()=>{C(h,f()),S(c,"disabled",L(t)===null||
u()),S(c,"aria-label",`${r}: ${f()}`),c.title=u()?"The pixels of this image have colours of their own":a}),{node:c,fold:i,
entries:()=>[{label:n,hint:`${f()} ›`,disabled:u(),run:()=>l(o,o.root.querySelector(".iv-more")??c)}]}};return[e("stre\
tch","stretch","stretch",7,`Stretch (${He("stretch")}: next)`,ro),e("cuts","cuts","cuts_mode",6,`Cuts (${He("cuts")}: ne\
xt)`,io),e("map","colormap","colormap",5,`Colour map (${He("invert")}: invert)`,so)]}function He(o){return G(rt(o).keys[0])}
function Zr(o){return Ue(o,["home","fit","one"],3)}function Xr(o){let t=Ue(o,["box","lasso"],4),e=()=>{for(let n of t.node.
children)S(n,"aria-pressed",String(o.picker.tool===n.dataset.action))};return o.watch(["layers"],()=>{S(t.node,"data-non\
e",o.session.layers.all.every(({kind:n})=>n!=="shapes"))}),o.onClose(o.store.local.on("tool",e)),e(),{...t,entries:()=>"\
none"in t.node.dataset?[]:t.entries()}}function Qr(o){let t=Ue(o,["grid","panel","help"],8),[e,n]=t.node.children;o.watch(
["show_grid","image_info"],()=>{S(e,"aria-pressed",String(o.store.get("show_grid"))),S(e,"disabled",!L(o.store)?.has_sky)});
let r=()=>S(n,"aria-pressed",String(o.panelShown()));return o.watch(["panel_open"],r),o.root.addEventListener("iv-panel",
r,{signal:o.signal}),t}function Ue(o,t,e){let n=t.map(rt);return{node:g("div",{class:"iv-group",attrs:{role:"group"}},...n.
map(s=>g("button",{class:"iv-button",title:gn(s),attrs:{type:"button","aria-label":s.label,"data-action":s.id},on:{click:()=>s.
run(o)}},Jr(s)))),fold:e,entries:()=>n.map(s=>({label:s.label,hint:G(s.keys[0]),run:()=>s.run(o)}))}}function Jr(o){return o.
icon?_(o.icon):document.createTextNode(o.text??o.label)}var Mt={usual:258,least:190,most:480},ts=620,es=860;function lo(o,t){let{store:e}=o,n=new AbortController,r=[],s=g("div",
{class:"iv-stage",attrs:{tabindex:0,role:"application"}}),i=g("div",{class:"imgview",attrs:{"data-lm-suppress-shortcuts":"\
true","data-size":"wide",tabindex:-1}}),a=new ie(o,s),l=new ce(o,a),h=!1,c={session:o,store:e,painter:a,probe:l,root:i,stage:s,
popup:new le(i),signal:n.signal,get picker(){return u},watch:(M,b)=>{for(let w of M)r.push(e.on(w,b));b()},onClose:M=>r.
push(M),panelShown:()=>i.dataset.size==="narrow"?h:e.get("panel_open"),showPanel:M=>{i.dataset.size==="narrow"?h=M:e.set(
"panel_open",M),d()},toggleHelp:()=>f.toggle()},u=new ae(c);c.onClose(()=>u.close()),c.onClose(jt(i));let f=Mn(c),m=g("a\
side",{class:"iv-panel",attrs:{"aria-label":"Mask planes, layers and histogram"}},ns(c),Ln(c),An(c),g("section",{class:"\
iv-levels",attrs:{"aria-label":"Cuts"}},Sn(c),an(c))),d=()=>{let M=c.panelShown();!M&&m.contains(document.activeElement)&&
s.focus(),m.hidden=!M,i.dispatchEvent(new Event("iv-panel"))};s.append($n(c),dn(c),Pn(c),Vn(c),...u.nodes),i.append(ao(c),
g("div",{class:"iv-body"},On(c),s,m,f.node),Rn(c),Qn(c)),t.append(i),jn(c),En(c),c.watch(["panel_open"],d),c.watch(["hei\
ght"],()=>i.style.height=`${e.get("height")}px`),c.watch(["image_info"],()=>{let M=L(e)?.title;S(s,"aria-label",`${M||"I\
mage"}; press ? for the keys`),l.refresh()}),r.push(a.viewport.onChange(()=>l.refresh()));let p=()=>{let{clientWidth:M,clientHeight:b}=s;
M&&b&&a.resize(M,b,window.devicePixelRatio||1)},y=()=>{let M=i.clientWidth,b=M<ts?"narrow":M<es?"medium":"wide";!M||i.dataset.
size===b||(i.dataset.size=b,d())},x=new ResizeObserver(()=>{y(),p()});return y(),x.observe(i),x.observe(s),window.addEventListener(
"resize",p,{signal:n.signal}),p(),()=>{n.abort(),x.disconnect(),c.popup.close();for(let M of r)M();l.close(),a.dispose(),
i.remove()}}function ns(o){let{local:t}=o.store,e=i=>t.set("panelWidth",Math.round(q(i,Mt.least,Mt.most))),n=()=>t.get("\
panelWidth")??Mt.usual,r=g("div",{class:"iv-edge",title:"Drag to resize; double click for the usual width",attrs:{role:"\
separator",tabindex:0,"aria-orientation":"vertical","aria-label":"Panel width"},on:{dblclick:()=>e(Mt.usual),keydown:i=>{
let a={ArrowLeft:12,ArrowRight:-12}[i.key];a&&(i.preventDefault(),i.stopPropagation(),e(n()+a))},pointerdown:i=>{if(i.button!==
0)return;let a=n();X(i,r,l=>e(a-l))}}}),s=()=>{o.root.style.setProperty("--iv-panel",`${n()}px`),S(r,"aria-valuenow",String(
n())),S(r,"aria-valuemin",String(Mt.least)),S(r,"aria-valuemax",String(Mt.most))};return o.onClose(t.on("panelWidth",s)),
s(),r}function os(o,t){let e=g("div",{class:"imgview"},g("p",{class:"iv-message",attrs:{role:"alert"}},t)),n=jt(e);return o.append(
e),()=>{n(),e.remove()}}var Dl=()=>{let o=null;return{initialize({model:t}){return ke(t)||(o=new Wt(t)),()=>{o?.dispose(),
o=null}},render({model:t,el:e}){return o?lo(o,e):os(e,ke(t)??"This imgview viewer has been closed: run its cell again.")}}};export{Dl as default};
