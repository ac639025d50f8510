function w(r,t={},...e){let n=document.createElement(r);t.class&&(n.className=t.class),t.title&&(n.title=t.title);for(let[
o,s]of Object.entries(t.attrs??{}))A(n,o,s);for(let[o,s]of Object.entries(t.on??{}))n.addEventListener(o,s);return n.append(
...e),n}function A(r,t,e){if(e==null||e===!1)r.removeAttribute(t);else{let n=e===!0?"":String(e);r.getAttribute(t)!==n&&
r.setAttribute(t,n)}}function P(r,t){r.textContent!==t&&(r.textContent=t)}function Z(r,t,e){return Math.min(Math.max(r,t),
e)}function yt(r,t,e,n=window.devicePixelRatio||1){let o=Math.max(1,Math.round(t*n)),s=Math.max(1,Math.round(e*n));(r.width!==
o||r.height!==s)&&(r.width=o,r.height=s,r.style.width=`${t}px`,r.style.height=`${e}px`);let i=r.getContext("2d");return i?.
setTransform(o/Math.max(t,1),0,0,s/Math.max(e,1),0,0),i}function st(r,t,e,n){let{clientX:o,clientY:s,pointerId:i}=r,a=new AbortController,
l=c=>{c.pointerId===i&&(a.abort(),n?.(c))};t.setPointerCapture(i);let h=c=>{let u=c;u.pointerId===i&&e(u.clientX-o,u.clientY-
s,u)};t.addEventListener("pointermove",h,{signal:a.signal});for(let c of["pointerup","pointercancel","lostpointercapture"])
t.addEventListener(c,l,{signal:a.signal})}function _(r){let t=0;return{ask:()=>{t||=requestAnimationFrame(()=>{t=0,r()})},
cancel:()=>{cancelAnimationFrame(t),t=0}}}var Ut=class{constructor(t,e,n){this.stray=n;this.#t=t,this.#e=e,t.on("msg:custom",this.#o)}stray;client=Math.floor(Math.
random()*2**40);stats={sent:0,received:0,bytes:0};#t;#e;#n=new Map;#o=(t,e)=>this.#l(t,e??[]);#r=Math.floor(Math.random()*
2**40);ask(t,e){let n=this.#r++;return this.#n.set(n,{request:e,timer:this.#s(n)}),this.#i(t(n)),n}tell(t){this.#i(t)}cancel(t){
this.forget(t)&&this.#i({kind:"cancel",id:t})}forget(t){return clearTimeout(this.#n.get(t)?.timer),this.#n.delete(t)}dispose(){
this.#t.off("msg:custom",this.#o);for(let t of[...this.#n.keys()])this.forget(t)}#s(t){return setTimeout(()=>{let e=this.#n.
get(t);this.#n.delete(t),this.#e.set("stalled",!0),e?.request.failed(null)},8e3)}#i(t){this.stats.sent++;try{this.#t.send(
t)}catch(e){console.warn("imgview: the kernel cannot be reached",e)}}#l(t,e){this.stats.received++;for(let o of e)this.stats.
bytes+=o.byteLength;this.#e.set("stalled",!1);let n=this.#n.get(t.id);n?t.kind==="error"?(this.forget(t.id),n.request.failed(
t)):n.request.reply(t,e)?this.forget(t.id):(clearTimeout(n.timer),n.timer=this.#s(t.id)):this.stray(t,e)}};var q=class r{#t;#e;#n;#o;#r;#s;#i=null;#l=0;constructor(t,e,n,o,s=new Uint32Array(t.length).map((a,l)=>l),i=0){let a=Math.
max(o.x1-o.x0,1),l=Math.max(o.y1-o.y0,1),h=Math.min(Math.max(s.length/8,1),1048576);this.#t=o,this.#o=Math.max(Math.sqrt(
a*l/h),i),this.#e=Math.ceil(a/this.#o),this.#n=Math.ceil(l/this.#o);let c=this.#e*this.#n>1?this.#o:1/0,u=new Int32Array(
s.length).fill(-1),m=new Uint32Array(this.#e*this.#n+1),f=[];for(let p=0;p<s.length;p++){let g=s[p];if(!Number.isFinite(
t[g]+e[g]))continue;let x=n(g);if(x>c){f.push(g);continue}this.#l=Math.max(this.#l,x),u[p]=this.#c(t[g])+this.#e*this.#h(
e[g]),m[u[p]+1]++}for(let p=1;p<m.length;p++)m[p]+=m[p-1];let d=m.slice(),y=new Uint32Array(m[m.length-1]);u.forEach((p,g)=>{
p>=0&&(y[d[p]++]=s[g])}),this.#r=m,this.#s=y,f.length&&(this.#i=new r(t,e,n,o,f,4*this.#o))}near(t,e,n){let o=[];this.#a(
t,e,n,o);let s=new Uint32Array(o.reduce((a,l)=>a+l.length,0)),i=0;for(let a of o)s.set(a,i),i+=a.length;return s}#a(t,e,n,o){
let s=this.#l*e+n,[i,a]=[this.#c(t.x0-s),this.#c(t.x1+s)];for(let l=this.#h(t.y0-s);l<=this.#h(t.y1+s);l++)o.push(this.#s.
subarray(this.#r[l*this.#e+i],this.#r[l*this.#e+a+1]));this.#i&&this.#i.#a(t,e,n,o)}#c(t){return Math.min(Math.max(Math.
floor((t-this.#t.x0)/this.#o),0),this.#e-1)}#h(t){return Math.min(Math.max(Math.floor((t-this.#t.y0)/this.#o),0),this.#n-
1)}};var Oe=new Uint8Array(65025);for(let r=0;r<Oe.length;r++)Oe[r]=Math.sqrt(r);var Dt=8192,jo=16,Yo=256,Re={reach:0,tables:new Map};
function Zo(r,t){let{tables:e}=Re;(Re.reach!==t||e.size>Yo)&&e.clear(),Re.reach=t;let n=e.get(r);if(!n){n=new Uint8Array(
2*Dt+1).fill(255);for(let o=0;o<Dt;o++){let s=Math.abs((r+t)*Math.sqrt((o+.5)/Dt)-r);n[o]=Math.min(s*255/t,255)}e.set(r,
n)}return n}var Xo=.6,xn=1;function W(r,t){return(r/2+xn)*t+.5}function wn(r,t,e){let n=new Uint32Array(65536),o=t*e/2+.5,
s=i=>Math.min(Math.max(i,0),1);for(let i=0;i<255;i++){let a=(i+.5)*W(t,e)/255,l=s(o-a),h=l+Xo*s(o+xn*e-a)*(1-l),c=u=>Math.
round(u*l/(h||1));for(let u=0;3*u<r.length;u++){let[m,f,d]=[c(r[3*u]),c(r[3*u+1]),c(r[3*u+2])];n[i<<8|u]=(Math.round(h*255)<<
24|d<<16|f<<8|m)>>>0}}return n}var _t=class{constructor(t){this.reach=t}reach;marks=new Uint16Array(256*256).fill(65535);fills=null;color=0;empty=!0;#t(t,e){
if(!(e<255))return;let n=e<<8|this.color;n<this.marks[t]&&(this.marks[t]=n)}segment(t,e,n,o){let{reach:s}=this,i=n-t,a=o-
e,l=B(Math.min(t,n)-s),h=G(Math.max(t,n)+s),c=B(Math.min(e,o)-s),u=G(Math.max(e,o)+s);if(l>h||c>u)return;this.empty=!1;let m=i*
i+a*a,f=m>0?1/m:0,d=s*Math.sqrt(m)/Math.abs(a);for(let y=c;y<=u;y++){let p=y+.5-e,g=t+p*i/a,x=d<256?Math.max(l,B(g-d)):l,
b=d<256?Math.min(h,G(g+d)):h;for(let M=x;M<=b;M++){let v=M+.5-t,S=(v*i+p*a)*f,k=S<0?0:S>1?1:S,C=v-k*i,T=p-k*a;this.#t(y*
256+M,Math.sqrt(C*C+T*T)*255/s)}}}ellipse(t,e,n,o,s){let{reach:i,marks:a,color:l}=this,h=Math.cos(s),c=Math.sin(s),u=Math.
sqrt(n*n*h*h+o*o*c*c)+i,m=Math.sqrt(n*n*c*c+o*o*h*h)+i,f=B(t-u),d=G(t+u),y=B(e-m),p=G(e+m);if(f>d||y>p)return;this.empty=
!1;let[g,x,b,M]=[h/n,c/n,h/o,-c/o],v=1/(n*n),S=1/(o*o),k=(255/i)**2,C=g*g+M*M,T=i/Math.min(n,o),R=(1+T)*(1+T),E=T<1?(1-T)*
(1-T):0;for(let O=y;O<=p;O++){let U=e-O-.5,V=U*x,K=U*b,L=(g*V+M*K)/C,I=L*L-(V*V+K*K)/C,N=I+R/C;if(N<=0)continue;let J=Math.
sqrt(N),Le=Math.max(f,B(t-L-J)),Wo=Math.min(d,G(t-L+J)),hn=I+E/C,Ft=hn>0?Math.sqrt(hn):0,qo=Ft?B(t-L-Ft):256,un=Ft?G(t-L+
Ft):-1,mn=O*256;for(let rt=Le;rt<=Wo;rt++){rt===qo&&un>rt&&(rt=un);let fn=rt+.5-t,dn=fn*g+V,pn=fn*M+K,Ie=dn*dn,Pe=pn*pn,
yn=Math.sqrt(Ie+Pe)-1,bn=yn*yn*(Ie+Pe)*k/(Ie*v+Pe*S);if(bn<65025){let gn=Oe[bn|0]<<8|l;gn<a[mn+rt]&&(a[mn+rt]=gn)}}}}circle(t,e,n){
if(n>jo)return this.ellipse(t,e,n,n,0);let{reach:o,marks:s,color:i}=this,a=n+o,l=B(t-a),h=G(t+a),c=G(e+a),u=B(e-a);if(l>
h||u>c)return;this.empty=!1;let m=Zo(n,o),f=Dt/(a*a);for(;u<=c;u++){let d=u+.5-e,y=d*d*f,p=u*256+h,g=l+.5-t;for(let x=u*
256+l;x<=p;x++){let b=m[g*g*f+y|0]<<8|i;b<s[x]&&(s[x]=b),g+=1}}}fill(t,e,n,o,s,i="ellipse"){let a=Math.cos(s),l=Math.sin(
s),h=i==="ellipse"?Math.sqrt(n*n*l*l+o*o*a*a):n,c=G(e+h),u=this.fills??=new Uint16Array(256*256).fill(65535),{color:m}=this,
f=(a/n)**2+(l/o)**2;for(let d=B(e-h);d<=c;d++){let y=e-d-.5,p=t,g=i==="square"?n:n-Math.abs(y);i==="ellipse"&&(p-=y*a*l*
(1/(n*n)-1/(o*o))/f,g=Math.sqrt(Math.max(f-(y/(n*o))**2,0))/f);let x=G(p+g);for(let b=d*256+B(p-g);b<=d*256+x;b++)m<u[b]&&
(u[b]=m),this.empty=!1}}disc(t,e,n){let{reach:o}=this,s=n+o,i=G(e+s),a=G(t+s);this.empty=!1;for(let l=B(e-s);l<=i;l++)for(let h=B(
t-s);h<=a;h++){let c=(h+.5-t)**2+(l+.5-e)**2,u=Math.max(Math.sqrt(c)-n,0);this.#t(l*256+h,u*255/o)}}};function B(r){return Math.
max(0,Math.ceil(r-.5))}function G(r){return Math.min(255,Math.floor(r-.5))}function Nt(r,t,e,n,o){let[s,i]=[Math.min(...o),Math.max(...o)],a=Array.from({length:256},()=>[]),l=u=>Math.min(Math.floor(
(u-s)/(i-s||1)*256),255),h=u=>(u||n.length)-1;n.forEach((u,m)=>{let[f,d]=[l(o[m]),l(o[h(m)])].sort((y,p)=>y-p);for(let y=f;y<=
d;y++)a[y].push(m)});let c=[];for(let u of r.near({x0:Math.min(...n),x1:Math.max(...n),y0:s,y1:i},0,0)){if(!(e[u]>=s&&e[u]<=
i))continue;let m=!1;for(let f of a[l(e[u])]){let d=h(f);o[f]>e[u]!=o[d]>e[u]&&t[u]<(n[d]-n[f])*(e[u]-o[f])/(o[d]-o[f])+
n[f]&&(m=!m)}m&&c.push(u)}return c}var bt=class{bytes;points;from;#t;constructor(t,e,n,o=0){let s=new Uint32Array(t,0,e+1),i=new Float32Array(t,4*(e+1+o)),
a=new Uint32Array(Math.max(i.length/2-e,0)),l=0;for(let u=0;u<e;u++)for(let m=s[u];m+1<s[u+1];m++)a[l++]=m;let h=u=>Float32Array.
from(a,m=>(i[2*m+u]+i[2*m+2+u])/2),c=u=>{let m=2*a[u];return Math.max(Math.abs(i[m+2]-i[m]),Math.abs(i[m+3]-i[m+1]))/2};
this.points=i,this.from=a,this.#t=new q(h(0),h(1),c,n),this.bytes=t.byteLength+16*a.length}near(t,{width:e},n,o){return this.#t.
near(t,1,W(e,o)/n)}draw(t,e,{left:n,top:o,scale:s}){let i=this.points;for(let a of e){let l=2*this.from[a];t.segment(i[l]*
s+n,o-i[l+1]*s,i[l+2]*s+n,o-i[l+3]*s)}}};var $t=class extends bt{#t;#e=[];#n=[];#o;#r;#s;#i;#l;constructor(t,e,n){super(t,e,n,e);let[o,s]=[this.from,this.points],
i=new Uint32Array(t,0,e+1),a=new Uint32Array(t,4*(e+1),e);this.#t=new Uint32Array(o.length);for(let h=0,c=0;h<e;h++){a[h]!==
this.#e[this.#e.length-1]&&(this.#e.push(a[h]),this.#n.push(c));for(let u=c+i[h+1]-i[h]-1;c<u;c++)this.#t[c]=a[h]}this.#n.
push(o.length);let l=()=>new Float32Array(this.#e.length);[this.#o,this.#r,this.#i,this.#s]=[l(),l(),l(),[l(),l()]],this.#e.
forEach((h,c)=>{let[u,m,f,d,y]=[1/0,-1/0,1/0,-1/0,0];for(let p=this.#n[c];p<this.#n[c+1];p++){let[g,x,b,M]=s.subarray(2*
o[p],2*o[p]+4);[u,m,f,d]=[Math.min(u,g),Math.max(m,g),Math.min(f,x),Math.max(d,x)],y+=(g*M-b*x)/2}[this.#o[c],this.#r[c],
this.#i[c]]=[(u+m)/2,(f+d)/2,y],[this.#s[0][c],this.#s[1][c]]=[(m-u)/2,(d-f)/2]}),this.#l=new q(this.#o,this.#r,h=>Math.
max(this.#s[0][h],this.#s[1][h]),n),this.bytes+=4*o.length+36*this.#e.length}get rows(){return(this.#e[this.#e.length-1]??
-1)+1}rowOf(t){return this.#t[t]}place(t){let e=this.#e.indexOf(t);return e<0?[NaN,NaN]:[this.#o[e],this.#r[e]]}next(t,e){
let n=this.#e.filter(o=>e>0?o>t:o<t);return n[e>0?0:n.length-1]??null}at(t,e,{width:n},o){let s=W(n,1)/o,i=null;for(let a of this.#l.
near({x0:t,x1:t,y0:e,y1:e},1,s)){let l=this.#i[a]/Math.PI;i&&i.area<=l||Math.abs(t-this.#o[a])>this.#s[0][a]+s||Math.abs(
e-this.#r[a])>this.#s[1][a]+s||this.#a(a,t,e,s*s)&&(i={row:this.#e[a],area:l})}return i}within(t,e){return Nt(this.#l,this.#o,
this.#r,t,e).map(n=>this.#e[n])}#a(t,e,n,o){let{from:s,points:i}=this,a=!1;for(let l=this.#n[t];l<this.#n[t+1];l++){let h=2*
s[l],[c,u,m,f]=[i[h]-e,i[h+1]-n,i[h+2]-i[h],i[h+3]-i[h+1]],d=Math.min(Math.max(-(c*m+u*f)/(m*m+f*f||1),0),1);if((c+d*m)**
2+(u+d*f)**2<=o)return!0;u>0!=u+f>0&&c-u*m/f>0&&(a=!a)}return a}};function Ht(r,t,e){return new TextDecoder().decode(r.subarray(t[e],t[e+1]))}function it(r){return"catalog"in r}function F(r){let t=r.get("image_info");return"shape"in t?t:null}function X(r){let t=F(r);return t!==null&&t.color&&t.component===
"image"}function Kt(r){let[t,e]=F(r)?.shape??[0,0];return t*e}var zt=class{constructor(t,e,n,o){this.center=t;this.step=e;this.linear=n;this.zero=o;this.key=`${t},${e},${n},${o}`}center;step;linear;zero;key;get exact(){
return this.linear>=65535}value(t){if(t===0)return NaN;if(t===1)return-1/0;if(t===65535)return 1/0;let e=t-this.zero,n=Math.
abs(e),o=n;if(n>this.linear){let s=n-this.linear-1,i=this.linear;for(;s>=1024;s-=1024)i*=2;let a=i/1024;o=i+s*a+a/2}return this.
center+(e<0?-o:o)*this.step}stepAt(t){if(t<this.value(2)||t>this.value(65534))return 1/0;let e=Math.abs(t-this.center)/this.
step;return e<=this.linear?this.step:this.linear*2**Math.floor(Math.log2(e/this.linear))/1024*this.step}};var vn=65536,z=256,er=4278190080;function Fe(r,t,e){return(er|e<<16|t<<8|r)>>>0}function Ue(r){let t=new Uint32Array(z),
{colors:e,contrast:n,bias:o}=r;for(let s=0;s<z;s++){let i=Math.min(Math.max((s/255-o)*n+.5,0),1),a=3*Math.floor(i*255+.5);
t[s]=Fe(e[a],e[a+1],e[a+2])}return t}function Mn(r,t,e){let{low:n,high:o,thresholds:s}=e,i=Ue(e),a=2;for(let l=0;l<z-1&&
a<=65534;l++){let h=s[l],c=a,u=65535;for(;c<u;){let m=c+u>>1;(t.value(m)-n)/(o-n)>=h?u=m:c=m+1}r.fill(i[l],a,c),a=c}r.fill(
i[z-1],a,65535),r[0]=e.bad,r[1]=i[0],r[65535]=i[z-1]}var nr=12;function at(r){let t=/^#[0-9a-f]{6}$/i.test(r)?parseInt(r.slice(1),16):16777215;return[t>>16,t>>8&255,t&255]}function Sn({
color:r,opacity:t,outline:e},n){let[o,s,i]=at(r);return{r:o,g:s,b:i,opacity:t,outline:e,key:`${n}.${r}.${t}.${e}`}}function or(r,t,e){
let n=new Float32Array(e);for(let o=0;o<e;o++)n[o]=r.getFloat32(4*(t+o),!0);return n}var Bt=class{version=0;shadingVersion=0;shading;planes=[];expressions=[];#t;#e=[];#n=new Set;#o=new Map;constructor(t){
this.#t=t,this.shading=this.#s(),this.#i();let e=["cuts","stretch","stretch_names","stretch_tables","colormap","colormap\
_names","colormap_tables","inverted","contrast","bias","bad_color"],n=()=>{this.shading=this.#s(),this.shadingVersion++,
this.#r()};for(let s of e)this.#e.push(t.on(s,n));let o=X(t);this.#e.push(t.on("image_info",()=>{o!==X(t)&&(o=!o,n())}));
for(let s of["planes","mask_planes","mask_expressions"])this.#e.push(t.on(s,()=>{this.#i(),this.#r()}))}onChange(t){return this.#n.
add(t),()=>this.#n.delete(t)}lut(t){let e=this.#o.get(t.key);return e||(this.#o.size>=nr&&this.#o.delete(this.#o.keys().
next().value),e={version:-1,lut:new Uint32Array(vn)},this.#o.set(t.key,e)),e.version!==this.shadingVersion&&(Mn(e.lut,t,
this.shading),e.version=this.shadingVersion),e.lut}bar(){return Ue(this.shading)}dispose(){for(let t of this.#e)t();this.#n.
clear(),this.#o.clear()}#r(){this.version++;for(let t of this.#n)t()}#s(){let t=this.#t,[e,n]=t.get("cuts"),o=(m,f)=>Math.
max(m.indexOf(f),0),s=t.get("stretch_tables"),i=t.get("colormap_tables"),a=o(t.get("stretch_names"),t.get("stretch")),l=o(
t.get("colormap_names"),t.get("colormap")),h=new Uint8Array(3*z),c=t.get("inverted"),u=X(t);for(let m=0;m<z;m++){if(u){h.
fill(m,3*m,3*m+3);continue}let f=3*(z*l+(c?z-1-m:m));for(let d=0;d<3;d++)h[3*m+d]=i.getUint8(f+d)}return{low:e,high:n,colors:h,
thresholds:or(s,(z-1)*a,z-1),contrast:t.get("contrast"),bias:t.get("bias"),bad:Fe(...at(t.get("bad_color")))}}#i(){let t=this.#t.
get("planes");this.planes=[];for(let{name:e,byte:n,bit:o}of this.#t.get("mask_planes")){let s=Object.hasOwn(t,e)?t[e]:void 0;
s?.visible&&this.planes.push({byte:n,bit:o,...Sn(s,`${n}.${o}`)})}this.expressions=this.#t.get("mask_expressions").filter(
({visible:e,removed:n})=>e&&!n).map(e=>({postfix:e.postfix,...Sn(e,e.postfix.join("."))}))}};var kn=1,rr=1e3,sr=4/3,lt=Math.sqrt(.5),Gt=Math.sqrt(.75),An=[[[-1,0,1,0],[0,-1,0,1]],[[-lt,-lt,lt,lt],[-lt,lt,lt,-lt]],
[[-1,0,1,0],[-.5,-Gt,.5,Gt],[-.5,Gt,.5,-Gt]],[],[[-1,-1,1,-1],[1,-1,1,1],[1,1,-1,1],[-1,1,-1,-1]],[[0,-1,1,0],[1,0,0,1],
[0,1,-1,0],[-1,0,0,-1]]],Wt=6,De=7,ir=8,It=128,qt=class{bytes;origin;crowd=rr;#t;#e;#n;#o;#r;#s;#i;#l;#a=new Map;#c;#h;#u=kn;constructor(t,e){
let n=t.buffer.slice(t.byteOffset,t.byteOffset+t.byteLength);this.origin=[...new Float64Array(n,0,2)];let[o,s,i,a]=new Uint32Array(
n,16,4);this.#s=new Int32Array(n,36,i);let l=x=>new Float32Array(n,36+4*i+4*o*x,o);[this.#t,this.#e]=[l(0),l(1)],this.#n=
[0,1,2].slice(0,s).map(x=>l(2+x));let h=36+4*(i+o*(2+s));this.#c=new Uint32Array(n,h,a+1),h+=4*a+4,this.#o=new Uint8Array(
n,h,o),this.#r=new Uint8Array(n,h+o,o),this.#h=new Uint8Array(n,h+2*o),this.bytes=n.byteLength+8*o;let[c,u]=this.origin,
m={x0:e.x0-c,x1:e.x1-c,y0:e.y0-u,y1:e.y1-u},[f,d]=[this.#t.slice(),this.#e.slice()],[y,p]=this.#n,g=[];for(let x=0;x<o;x++){
let b=this.#o[x];b===ir?this.#a.set(x,this.#a.size):g.push(x),b>=It&&(this.#u=Math.max(this.#u,y[x]||0,b===It+Wt&&p[x]||
0)),b===De&&(f[x]+=y[x]/2,d[x]+=p[x]/2)}this.#i=new q(f,d,x=>this.#m(x),m,g),this.#l=new q(f,d,()=>0,m,[...this.#a.keys()])}palette(t){
return[...this.#s].flatMap(e=>e<0?at(t.color):[e>>16,e>>8&255,e&255])}near(t,{width:e},n,o){return this.#i.near(t,1,(this.#u*
1.5*o+W(e,o))/n)}draw(t,e,{left:n,top:o,scale:s,dpr:i}){let[a,l,h]=this.#n,c=kn*i;for(let u of e){let m=this.#o[u]&~It,f=this.#o[u]>=
It?i:s,d=this.#t[u]*s+n,y=o-this.#e[u]*s;t.color=this.#r[u];let[p,g]=[Math.max(a[u]*f,c),Math.max(l?.[u]*f,c)];if(!(Math.
abs(a[u])+(m<Wt?0:Math.abs(l[u])+Math.abs(h[u]))<1/0))t.disc(d,y,c);else if(m===De)t.segment(d,y,d+a[u]*s,y-l[u]*s);else if(m===
Wt)t.ellipse(d,y,p,g,h[u]);else if(!An[m].length)t.circle(d,y,p);else for(let[x,b,M,v]of An[m])t.segment(d+p*x,y+p*b,d+p*
M,y+p*v)}}words(t){return this.#l.near(t,0,0)}word(t){let e=this.#a.get(t)??0,[n,o,s]=this.#n;return{text:()=>Ht(this.#h,
this.#c,e),length:1,x:this.#t[t],y:this.#e[t],away:0,size:Math.min(Math.max(n[t],1),300)*sr||0,angle:o[t]||0,font:s[t],color:this.#r[t]}}#m(t){
let e=this.#o[t],[n,o]=[Math.abs(this.#n[0][t])||0,Math.abs(this.#n[1]?.[t])||0];return e>=It?0:e===De?Math.max(n,o)/2:e===
Wt?Math.max(n,o):n}};var ft=2.5,ar=1,lr={"+":[[-1,0,1,0],[0,-1,0,1]],x:[[-1,-1,1,1],[-1,1,1,-1]],"*":[[-1,0,1,0],[0,-1,0,1],[-.7,-.7,.7,.7],[
-.7,.7,.7,-.7]],square:[[-1,-1,1,-1],[1,-1,1,1],[1,1,-1,1],[-1,1,-1,-1]],diamond:[[0,-1,1,0],[1,0,0,1],[0,1,-1,0],[-1,0,
0,-1]],crosshair:[[-1,0,-.4,0],[.4,0,1,0],[0,-1,0,-.4],[0,.4,0,1]]},Cn={o:"ellipse",square:"square",diamond:"diamond"},Yt=class{bytes;#t;#e;#n;#o;constructor(t,e,n){
let o=l=>new Float32Array(t,4*l*e,e);this.#t=o(0),this.#e=o(1),this.#n=t.byteLength>8*e?[o(2),o(3),o(4)]:null;let[s,i]=this.#n??
[],a=l=>s&&i&&Math.max(s[l],i[l])||0;this.#o=new q(this.#t,this.#e,a,n),this.bytes=t.byteLength+8*e}get rows(){return this.#t.
length}rowOf(t){return t}place(t){return[this.#t[t],this.#e[t]]}next(t,e,{shown:n}={}){let o=()=>!Number.isFinite(this.#t[t]+
this.#e[t])||n?.codes[t]===0;do t+=e;while(t>=0&&t<this.rows&&o());return t>=0&&t<this.rows?t:null}at(t,e,n,o,s){let i=n,
[a,l,h]=i.symbol==="ellipse"&&this.#n||[],{sizes:c}=s,u=d=>i.symbol==="ellipse"?ft:jt(i,o,1,c?.table[c.codes[d]]),m=W(i.
width,1)/o,f=null;for(let d of this.near({x0:t,x1:t,y0:e,y1:e},i,o,1,s)){let y=u(d)/o,[p,g]=[t-this.#t[d],e-this.#e[d]],
[x,b]=[Math.max((a?.[d]||0)*i.scale,y),Math.max((l?.[d]||0)*i.scale,y)],[M,v]=[x*b,Math.hypot(p,g)];if(v>Math.max(x,b)+m||
f&&(M>f.area||M===f.area&&v>=f.far))continue;let[S,k]=[Math.cos(h?.[d]||0),Math.sin(h?.[d]||0)];Math.hypot((p*S+g*k)/(x+
m),(g*S-p*k)/(b+m))>1||(f={row:d,area:M,far:v})}return f}within(t,e,{shown:n}={}){let o=Nt(this.#o,this.#t,this.#e,t,e);
return n?o.filter(s=>n.codes[s]):o}near(t,e,n,o,{sizes:s,shown:i}){let a=e,l=a.symbol==="ellipse",h=l?ft*o:jt(a,n,o,s&&Math.
max(...s.table)),c=this.#o.near(t,l?a.scale:0,(h+W(a.width,o))/n);return i?c.filter(u=>i.codes[u]):c}draw(t,e,{left:n,top:o,
scale:s,dpr:i},a,{colors:l,sizes:h}){let c=a,[u,m]=[this.#t,this.#e];if(c.symbol==="ellipse"){let[d,y,p]=this.#n??[],g=c.
scale*s,x=ft*i;for(let b of e){let M=u[b]*s+n,v=o-m[b]*s;if(t.color=l?.codes[b]??0,d&&y&&p&&d[b]+y[b]+Math.abs(p[b])>0){
let[S,k]=[Math.max(d[b]*g,x),Math.max(y[b]*g,x)];S===k&&S===x?t.circle(M,v,S):t.ellipse(M,v,S,k,p[b]),c.fill&&t.fill(M,v,
S,k,p[b])}else t.disc(M,v,ar*i)}return}let f=lr[c.symbol];for(let d of e){let y=u[d]*s+n,p=o-m[d]*s,g=jt(c,s,i,h?.table[h.
codes[d]]);if(t.color=l?.codes[d]??0,c.fill&&Cn[c.symbol]&&t.fill(y,p,g,g,0,Cn[c.symbol]),!f)t.circle(y,p,g);else for(let[
x,b,M,v]of f)t.segment(y+g*x,p+g*b,y+g*M,p+g*v)}}words(t,{labels:e,shown:n}){let o=e?this.#o.near(t,0,0):new Uint32Array(
0);return n?o.filter(s=>n.codes[s]):o}word(t,e,n,{colors:o,sizes:s,labels:i}){let a=e,l=ft;if(a.symbol!=="ellipse")l=jt(
a,n,1,s?.table[s.codes[t]]),(a.symbol==="x"||a.symbol==="square")&&(l*=Math.SQRT2);else if(this.#n){let[h,c]=this.#n.map(
m=>Math.max(m[t]*a.scale*n,ft)),u=Math.PI/4-this.#n[2][t];l=h*c/Math.hypot(c*Math.cos(u),h*Math.sin(u))||ft}return{text:()=>i?
Ht(i.text,i.starts,t):"",length:i?i.starts[t+1]-i.starts[t]:0,x:this.#t[t],y:this.#e[t],away:l*Math.SQRT1_2+cr,size:a.label_size,
angle:0,font:0,color:o?.codes[t]??0}}},cr=3;function jt({size:r,unit:t},e,n,o=r){return Math.max(o*(t==="image"?e:n)/2,ft*
n)}var hr={outline:bt,footprints:$t,shapes:Yt},ur=1e3,mr=6e4;function _e(r){let{key:t}=r;return r.kind==="shapes"?[t,r.colors,
r.sizes,r.shown,r.labels].filter(Boolean):[t]}var Zt=class{#t;#e;#n;#o=new Map;#r=new Map;#s=new Map;#i=new Set;#l=null;constructor(t,e){
this.#t=t,this.#e=e,this.#n=[t.on("layers",()=>this.#c()),t.on("drawings",()=>this.#c())],this.#c()}get all(){return this.#t.
get("layers")}placed(t){let e=this.#o.get(t);return e?.codes?e:null}set(t,e){this.#t.set("layers",this.all.map(n=>n.key===
t?{...n,...e}:n))}toggle(t){this.set(t,{visible:!this.all.find(e=>e.key===t)?.visible})}toggleAll(){let t=this.all.filter(
({visible:n})=>n).map(({key:n})=>n),e=this.#l;this.#l=t.length?new Set(t):null,this.#t.set("layers",this.all.map(n=>({...n,
visible:!t.length&&(e?.has(n.key)??!0)})))}onChange(t){return this.#i.add(t),()=>this.#i.delete(t)}dispose(){for(let t of this.#n)
t();for(let t of[...this.#s.keys()])this.#m(t);this.#i.clear(),this.#o.clear(),this.#r.clear()}#a(){for(let t of[...this.#i])
t()}#c(){let t=new Set(this.all.flatMap(_e));for(let e of[...this.#s.keys()])t.has(e)||this.#m(e);for(let e of[...this.#o.
keys()])t.has(e)||this.#o.delete(e);for(let e of[...this.#r.keys()])t.has(e)||this.#r.delete(e);for(let e of this.all)if(!(!e.
visible||!e.count)){if(e.kind==="marks"){this.#h(e.key);continue}for(let n of _e(e))this.#o.has(n)||this.#r.has(n)||this.#s.
has(n)||(this.#s.set(n,{id:null,timer:0,retry:ur,data:null,got:0}),this.#f(n))}this.#d(),this.#a()}#h(t){let e=this.#t.get(
"drawings")[t],n=this.#u([0,0]);if(!e||!n||this.#o.has(t))return;let o=new qt(e,n);this.#o.set(t,{geometry:o,origin:o.origin,
codes:{}})}#u([t,e]){let n=F(this.#t);if(!n)return null;let{start:[o,s],shape:[i,a]}=n;return{x0:s-t,x1:s-t+a,y0:o-e,y1:o-
e+i}}#m(t){let e=this.#s.get(t);this.#s.delete(t),e&&(clearTimeout(e.timer),e.id!==null&&this.#e.forget(e.id))}#f(t){let e=this.#s.
get(t);e&&(e.data=null,e.got=0,e.id=this.#e.ask(n=>({kind:"layer",id:n,layer:t}),{reply:(n,o)=>n.kind!=="layer"||this.#p(
e,n,o[0]),failed:n=>{n&&this.#t.local.set("error",n.error),e.id=null,e.timer=setTimeout(()=>this.#f(t),e.retry),e.retry=
Math.min(2*e.retry,mr)}}))}#p(t,e,n){let{layer:o,size:s,offset:i,rows:a,origin:l,done:h}=e;if(t.data??=new Uint8Array(s),
t.data.set(new Uint8Array(n.buffer,n.byteOffset,n.byteLength),i),t.got+=n.byteLength,!h)return!1;this.#s.delete(o);let c=this.
all.find(f=>_e(f).includes(o));if(c&&c.key!==o&&t.got===s)return this.#r.set(o,t.data),this.#d(),this.#a(),!0;let u=c?.kind,
m=this.#u(l);return u&&u!=="marks"&&m&&s&&t.got===s&&(this.#o.set(o,{geometry:new hr[u](t.data.buffer,a,m),origin:l,codes:null}),
this.#d(),this.#a()),!0}#d(){for(let t of this.all){let e=this.#o.get(t.key);if(!e||t.kind!=="shapes"){e&&(e.codes={});continue}
if(![t.colors,t.sizes,t.shown].every(a=>!a||this.#r.has(a)))continue;e.codes={};let[n,o,s,i]=[t.colors,t.sizes,t.shown,t.
labels].map(a=>this.#r.get(a));if(s&&(e.codes.shown={key:t.shown,codes:s}),n&&(e.codes.colors={key:t.colors,table:n.subarray(
0,768),codes:n.subarray(768)}),o){let a=new Float32Array(o.buffer,0,256);e.codes.sizes={key:t.sizes,table:a,codes:o.subarray(
1024)}}if(i){let a=new Uint32Array(i.buffer,0,e.geometry.rows+1);e.codes.labels={key:t.labels,starts:a,text:i.subarray(a.
byteLength)}}}}};var Xt=class{#t;#e;#n;#o;#r;#s=[];#i=null;#l=null;constructor(t,e,n,o){this.#t=t,this.#e=e,this.#n=n,this.#o=o,this.#r=t.
on("image_info",()=>this.#a())}at(t,e,n){let o=Math.round(t),s=Math.round(e);this.#l=null;let i=this.#n.info;if(!i)return;
let[a,l]=[s-i.start[0],o-i.start[1]],h=a>=0&&l>=0&&a<i.shape[0]&&l<i.shape[1],c={inside:h,x:o,y:s,values:[NaN],sigma:null,
approximate:!1,planes:[],...this.#o.radec(t,e)??{ra:null,dec:null}};if(!h)return n(c);let u=this.#c(c,t,e);if(u)return n(
u);n(this.#u(c,a,l)),this.#l={x:t,y:e,callback:n},this.#m()}dispose(){this.#r(),this.#a()}#a(){this.#s=[],this.#l=null,this.#i!==
null&&this.#e.forget(this.#i),this.#i=null}#c(t,e,n){for(let o of this.#s){let[s,i]=[t.y-o.y0,t.x-o.x0];if(s<0||i<0||s>=
o.height||i>=o.width)continue;let a=s*o.width+i,l=h=>o.mask?.getUint8(a*o.maskBytes+h)??0;return{...t,values:Array.from(
{length:o.channels},(h,c)=>o.values.getFloat64(8*(a*o.channels+c),!0)),sigma:o.sigma?o.sigma.getFloat64(8*a,!0):null,planes:this.#h(
l),...this.#o.radec(e,n,o.offset)}}return null}#h(t){return this.#t.get("mask_planes").filter(e=>t(e.byte)>>e.bit&1)}#u(t,e,n){
let o=this.#n.info?.levels??0,s=this.#n.info?.tile??256;for(let i=0;i<o;i++){let[a,l]=[e>>i,n>>i],h=this.#n.get([i,Math.
floor(a/s),Math.floor(l/s)])?.tile;if(!h)continue;let c=(h.height-1-a%s)*h.width+l%s,{pairs:u}=h,m=y=>{let p=u?.bytes.indexOf(
y)??-1;return u&&p>=0?u.own[u.index[c]*u.bytes.length+p]:0},f=h.width*h.height,d=Array.from({length:h.channels},(y,p)=>h.
codec.value(h.codes[c+p*f]));return{...t,values:d,approximate:!0,planes:this.#h(m)}}return{...t,approximate:!0}}#m(){let{
info:t}=this.#n;if(this.#i!==null||!this.#l||!t)return;let[e,n]=[Math.round(this.#l.x),Math.round(this.#l.y)];this.#i=this.#e.
ask(o=>({kind:"readout",id:o,image:t.id,x:e,y:n}),{reply:(o,s)=>(this.#i=null,o.kind==="readout"&&o.image===this.#n.info?.
id&&this.#f(o,s,e,n),!0),failed:()=>{this.#i=null}})}#f(t,[e,n,o],s,i){let[a,l,h,c]=t.box,u=this.#l;h*c>0&&t.component===
this.#n.info?.component&&(this.#s.unshift({y0:a,x0:l,height:h,width:c,values:e,channels:t.channels,offset:this.#o.offset(
s,i,t.sky),sigma:n?.byteLength?n:null,mask:o?.byteLength?o:null,maskBytes:o?o.byteLength/(h*c):0}),this.#s.length=Math.min(
this.#s.length,32)),u&&this.at(u.x,u.y,u.callback)}};var fr="#ffffff",dr=1.5,pr=20,Qt=class{constructor(t,e){this.store=t;this.layers=e;this.#t=t.on("selection",()=>this.#r()),
this.#r()}store;layers;key=0;rows=new Uint32Array(0);#t;#e=new Map;#n=0;#o=null;set(t,e){let n=Uint32Array.from(e).sort();
this.store.set("selection",n.length?{layer:t,rows:new DataView(n.buffer)}:{})}concerns(t){let e=this.layers.all.find(({key:n})=>n===
this.key);return!!(e&&it(e)&&it(t)&&t.catalog===e.catalog)}add(t,e,n=!1){let o=new Set(this.concerns(t)?this.rows:[]);for(let s of e)
n&&o.delete(s)||o.add(s);this.set(t.key,o)}drawn(){return this.layers.all.filter(t=>t.visible&&this.concerns(t)&&this.layers.
placed(t.key)).map(t=>{let e=[...this.#e].find(([,o])=>o===t.key)?.[0];e||this.#e.set(e=--this.#n,t.key);let n=Math.min(
t.width+dr,pr);return{...t,key:e,color:fr,opacity:1,width:n}})}placed(t){let e=this.layers.placed(this.#e.get(t)??0);if(!e)
return null;let{origin:n,codes:o}=e,s=e.geometry,i=this.#o??=new Set(this.rows);return{geometry:{bytes:0,near:(...l)=>s.
near(...l).filter(h=>i.has(s.rowOf(h))),draw:(...l)=>s.draw(...l)},origin:n,codes:{...o,colors:void 0}}}dispose(){this.#t()}#r(){
let{layer:t,rows:e}=this.store.get("selection");this.key=t??0;let n=e?e.buffer.slice(e.byteOffset,e.byteOffset+e.byteLength):
new ArrayBuffer(0);this.rows=new Uint32Array(n),this.#e.clear(),this.#o=null}};var xt=Math.PI/180;function yr(r){let[t,e]=r.n,n=new Float64Array(3*t*e);for(let o=0;o<n.length;o++)n[o]=r.data.getFloat64(
8*o,!0);return{ny:t,nx:e,x:r.x,y:r.y,data:n}}function En(r,t){let e=Math.min(t,4),n=Math.min(Math.max(Math.floor(r)-1,0),
t-e),o=[];for(let s=0;s<e;s++){let i=1;for(let a=0;a<e;a++)a!==s&&(i*=(r-n-a)/(s-a));o.push(i)}return{first:n,weights:o}}
var Jt=class{pixelScale=null;#t=null;#e;constructor(t){let e=()=>{let n=t.get("sky_grid");this.#t="data"in n?yr(n):null,
this.pixelScale="data"in n?n.pixel_scale:null};this.#e=t.on("sky_grid",e),e()}get known(){return this.#t!==null}radec(t,e,n){
let o=this.#n(t,e);if(!o)return null;if(n)for(let i=0;i<3;i++)o[i]+=n[i];let s=Math.atan2(o[1],o[0])/xt;return{ra:s<0?s+
360:s,dec:Math.atan2(o[2],Math.hypot(o[0],o[1]))/xt}}offset(t,e,n){let o=this.#n(t,e);if(!o||!n)return null;let s=Tn({ra:n[0],
dec:n[1]});return[s[0]-o[0],s[1]-o[1],s[2]-o[2]]}compass(t,e){let n=this.#o(t,e);if(!n)return null;let o=(i,a)=>({x:i/Math.
hypot(i,a),y:a/Math.hypot(i,a)}),s=Math.sign(n.ex*n.ny-n.ey*n.nx);return{east:o(s*n.ny,-s*n.nx),north:o(-s*n.ey,s*n.ex)}}pixel(t,e){
let n=Tn(t),{x:o,y:s}=e;for(let i=0;i<12;i++){let a=this.#n(o,s),l=this.#o(o,s);if(!a||!l)return null;let h=[n[0]-a[0],n[1]-
a[1],n[2]-a[2]],c=gt(h,l.east),u=gt(h,l.north),m=l.ex*l.ny-l.ey*l.nx,f=(c*l.ny-u*l.ey)/m,d=(u*l.ex-c*l.nx)/m;if(!Number.
isFinite(f+d))return null;if(o+=f,s+=d,Math.hypot(f,d)<1e-6)return{x:o,y:s}}return null}dispose(){this.#e()}#n(t,e){let n=this.#t;
if(!n)return null;let o=En((t-n.x[0])/n.x[1],n.nx),s=En((e-n.y[0])/n.y[1],n.ny),i=[0,0,0];s.weights.forEach((l,h)=>{o.weights.
forEach((c,u)=>{let m=3*((s.first+h)*n.nx+o.first+u);for(let f=0;f<3;f++)i[f]+=l*c*n.data[m+f]})});let a=Math.hypot(...i);
return a>0?[i[0]/a,i[1]/a,i[2]/a]:null}#o(t,e){let n=this.#n(t,e),[o,s,i,a]=[this.#n(t+.5,e),this.#n(t-.5,e),this.#n(t,e+
.5),this.#n(t,e-.5)];if(!n||!o||!s||!i||!a)return null;let l=Math.hypot(n[0],n[1])||1,h=[-n[1]/l,n[0]/l,0],c=[-n[2]*h[1],
n[2]*h[0],l],u=[o[0]-s[0],o[1]-s[1],o[2]-s[2]],m=[i[0]-a[0],i[1]-a[1],i[2]-a[2]];return{east:h,north:c,ex:gt(u,h),ey:gt(
m,h),nx:gt(u,c),ny:gt(m,c)}}};function Tn({ra:r,dec:t}){let e=Math.cos(t*xt);return[e*Math.cos(r*xt),e*Math.sin(r*xt),Math.
sin(t*xt)]}function gt(r,t){return r[0]*t[0]+r[1]*t[1]+r[2]*t[2]}function Ne(r,t){let e=10**t,n=Math.round(r*3600*e),o=n%
(60*e);n=(n-o)/(60*e);let s=a=>String(a).padStart(2,"0"),i=(o/e).toFixed(t).padStart(t?t+3:2,"0");return`${s(Math.floor(
n/60))}:${s(n%60)}:${i}`}function te(r,t=3){let e=Ne((r%360+360)%360/15,t);return e.startsWith("24:")?Ne(0,t):e}function ee(r,t=2){
return(r<0?"−":"+")+Ne(Math.abs(r),t)}var ne=class{#t=new Map;add(t,e){let n=this.#t.get(t);return n||this.#t.set(t,n=new Set),n.add(e),()=>n.delete(e)}call(t){
for(let e of[...this.#t.get(t)??[]])e()}clear(){this.#t.clear()}},$e=class{#t=new Map;#e=new ne;get(t){return this.#t.get(
t)}set(t,e){this.#t.get(t)!==e&&(this.#t.set(t,e),this.#e.call(t))}on(t,e){return this.#e.add(t,e)}},br={viewport:150,component:0,
image_label:0,stretch_parameter:0},gr=100;function Ln(r,t){return t instanceof DataView?String(new Uint8Array(t.buffer,t.
byteOffset,t.byteLength)):t}function In(r,t){return r===t||JSON.stringify(r,Ln)===JSON.stringify(t,Ln)}var oe=class{local=new $e;#t;#e=new ne;#n=new Map;#o=new Map;#r=new Map;#s=!1;#i=0;#l=1/0;constructor(t){
this.#t=t}get(t){return this.#t.get(t)}set(t,e){In(this.get(t),e)||(this.#c(t),this.#o.set(t,e),this.#h(t,e),this.#a(br[t]??
gr),this.#e.call(t))}on(t,e){return this.#c(t),this.#e.add(t,e)}flush(){if(clearTimeout(this.#i),this.#l=1/0,!!this.#o.size){
for(let[t,e]of this.#o)this.#r.set(t,e);this.#o.clear(),this.#t.save_changes()}}dispose(){this.flush();for(let[t,e]of this.#n)
this.#t.off(`change:${t}`,e);this.#n.clear(),this.#e.clear()}#a(t){let e=performance.now()+t;e>=this.#l||(clearTimeout(this.#i),
this.#l=e,this.#i=setTimeout(()=>this.flush(),t))}#c(t){if(this.#n.has(t))return;let e=()=>this.#u(t);this.#n.set(t,e),this.#t.
on(`change:${t}`,e)}#h(t,e){this.#s=!0;try{this.#t.set(t,e)}finally{this.#s=!1}}#u(t){if(!this.#s){if(this.#o.has(t)){if(In(
this.get(t),this.#r.get(t)))return this.#h(t,this.#o.get(t));this.#o.delete(t)}this.#e.call(t)}}};var He=class{#t=new Set;#e=0;#n=-1;#o=0;keep(t,e){this.drop(t),t.bytes=e,this.#t.add(t),this.#e+=e,this.#e>96e6&&this.#r()}touch(t){
this.#t.delete(t)&&this.#t.add(t)}drop(t){this.#t.delete(t)&&(this.#e-=t.bytes)}get bytes(){return this.#e}timeLeft(t){return t!==
this.#n&&(this.#n=t,this.#o=0),8-this.#o}spend(t){this.#o+=t}#r(){for(let t of this.#t){if(this.#e<=96e6)return;t.pinned()||
(this.drop(t),t.evict())}}},xr=Symbol.for("imgview.page.1"),wr=globalThis,$=wr[xr]??=new He;var Ke=class{#t=new Int32Array(1<<18).fill(-1);#e=[];keys=[];columns=[];clear(){this.nextColumn(),this.keys=[0],this.columns=
[0]}nextColumn(){for(let t of this.#e)this.#t[t]=-1;this.#e=[]}number(t,e){let n=this.#t,o=Math.imul(t,2654435761)>>>14;
for(;n[o]>=0;){if(this.keys[n[o]]===t)return n[o];o=o+1&n.length-1}return n[o]=this.keys.length,this.#e.push(o),this.columns.
push(e),this.keys.push(t)-1}},Pt=new Ke;function Pn(r,t,e,n){let o=n+2,s=o*(e+2),i=new Uint32Array(r.buffer,r.byteOffset,
r.length+3>>2),a=new Uint32Array(e*n);Pt.clear();let l=0,h=-1,c=0;for(let f=0;f<i.length;f++)if(i[f]!==0)for(let d=4*f;d<
4*f+4;d++){let y=r[d];if(!y)continue;let p=Math.floor(d/s),g=Math.floor((d-p*s)/o)-1,x=d-p*s-(g+1)*o-1;if(x<0||g<0||x>=n||
g>=e)continue;p!==l&&(l=p,h=-1,Pt.nextColumn());let b=r[d-1]&r[d+1]&r[d-o]&r[d+o],M=(e-1-g)*n+x,v=a[M]*65536+y*256+(y&~b);
v!==h&&(h=v,c=Pt.number(v,p)),a[M]=c}let u=Pt.keys.length,m=vr(r,t.length,e,n);return u===1&&!m.some(Boolean)?null:{...Sr(
a,t,u>4096?Mr(a,u):null),apron:m}}function vr(r,t,e,n){let o=n+2,s=new Uint8Array(2*(n+e)*t),i=0,a=(l,h,c)=>{for(let u=0,
m=l;u<c;u++,m+=h)for(let f=0;f<t;f++)s[i++]=r[m+f*o*(e+2)]};return a((e+1)*o+1,1,n),a(1,1,n),a(e*o,-o,e),a(e*o+n+1,-o,e),
s}function Mr(r,t){let e=new Uint32Array(t);for(let o=0;o<r.length;o++)e[r[o]]=1;let n=1;for(let o=1;o<t;o++)e[o]&&(e[o]=
n++);e[0]=0;for(let o=0;o<r.length;o++)r[o]=e[r[o]];return e}function Sr(r,t,e){let{keys:n,columns:o}=Pt,s=t.length,i=e?
e.reduce((c,u)=>Math.max(c,u),0)+1:n.length,a=new Uint8Array(i*s),l=new Uint8Array(i*s);for(let c=1;c<n.length;c++){let u=e?
e[c]:c;if(u)for(let m=c;m>0;m=Math.floor(n[m]/65536))a[u*s+o[m]]=n[m]>>>8&255,l[u*s+o[m]]=n[m]&255}let h=i<=256?Uint8Array:
i<=65536?Uint16Array:Uint32Array;return{index:new h(r),count:i,bytes:t,own:a,edge:l}}async function Rn(r,t,e,n){let o=new DecompressionStream("deflate"),s=o.writable.getWriter();s.write(new Uint8Array(r.buffer,
r.byteOffset+t,e)).then(()=>s.close()).catch(()=>{});let l=o.readable.getReader(),h=new Uint8Array(new ArrayBuffer(n+3&-4),
0,n),c=0;for(;;){let{done:u,value:m}=await l.read();if(u)break;if(c+m.length>n)throw new Error(`more than ${n} bytes in \
a tile`);h.set(m,c),c+=m.length}if(c!==n)throw new Error(`${c} instead of ${n} bytes in a tile`);return h}async function On(r,t){
let{level:e,row:n,col:o,channels:s,image:i,mask:a}=r,[l,h]=r.shape,[c,u]=await Promise.all([Rn(t,0,i,2*l*h*s),a?Rn(t,i,a,
r.bytes.length*(l+2)*(h+2)):null]),m=new Uint16Array(l*h*s);for(let y=0;y<s;y++)kr(c,m,y*l*h,l,h);let f=u?Pn(u,r.bytes,l,
h):null,d=m.byteLength+(f?f.index.byteLength+2*f.own.byteLength+f.apron.byteLength:0);return{level:e,row:n,col:o,width:h,
height:l,codec:new zt(...r.codec),channels:s,codes:m,pairs:f,bytes:d}}function kr(r,t,e,n,o){let s=n*o;for(let i=0;i<n;i++){
let a=2*e+i*o,l=e+(n-1-i)*o;for(let h=a+o;a<h;a++,l++)t[l]=r[a]<<8|r[s+a]}}var Ar=50,ze=1e3,Cr=6e4,Be=class{constructor(t,e,n){this.id=t;this.tile=e;this.owner=n}id;tile;owner;bytes=0;picture=null;styleVersion=-1;signature="";refined=-1;get size(){
return this.tile.bytes+(this.picture?4*this.tile.width*this.tile.height:0)}pinned(){return this.owner.pinned(this.id)}evict(){
this.picture=null,this.owner.evicted(this.id)}dropPicture(){this.picture&&(this.picture=null,this.styleVersion=-1,this.signature=
"",$.keep(this,this.size))}},re=class{#t;#e;#n=new Map;#o=new Set;#r=new Map;#s=new Set;#i;#l=new Set;#a=null;#c=new Set;#h=0;#u=-1/0;#m=0;#f=ze;#p=-1/0;constructor(t,e){
this.#t=t,this.#e=e,this.#i=[t.on("image_info",()=>this.#k()),t.on("first_tiles",()=>this.#b())],this.#k(),this.#b()}get info(){
return this.#a}get(t){let e=this.#n.get(this.#d(t));return e&&$.touch(e),e}get overview(){return[Math.max((this.#a?.levels??
1)-1,0),0,0]}want(t,e){this.#r.set(t,e),this.#g()}forget(t){if(this.#r.delete(t)&&(this.#g(),!this.#r.size))for(let e of this.#n.
values())e.dropPicture()}refine(t,e){this.#c.size||!this.#a||!t.length||(this.#t.flush(),this.#v(t.map(({tile:n})=>[n.level,
n.row,n.col]),{slots:t,shadingVersion:e}))}onChange(t){return this.#s.add(t),()=>this.#s.delete(t)}receive(t,e){return t.
kind!=="tiles"?!0:(t.image===this.#a?.id&&(t.tiles.forEach((n,o)=>this.#A(t.component,n,e[o])),t.tiles.length&&(this.#f=
ze)),t.done)}pinned(t){return this.#l.has(t)}evicted(t){this.#n.delete(t)}dispose(){clearTimeout(this.#m);for(let t of this.#i)
t();this.#s.clear(),this.#r.clear(),this.#S(),this.#a=null}#d([t,e,n],o=this.#a?.component??"image"){return`${this.#a?.id}\
/${o}/${t}/${e}/${n}`}#M(){for(let t of[...this.#s])t()}#S(){for(let t of this.#n.values())$.drop(t);this.#n.clear(),this.#o.
clear(),this.#y()}#y(){for(let{id:t}of this.#c)this.#e.cancel(t);this.#c.clear()}#k(){let t=this.#t.get("image_info"),e="\
shape"in t?t:null;e?.id!==this.#a?.id&&this.#t.get("image_labels").length<2?this.#S():(e?.id!==this.#a?.id||e?.component!==
this.#a?.component)&&this.#y(),this.#a=e,this.#f=ze,this.#p=-1/0,this.#r.clear(),this.#g(),this.#M()}#b(){if(this.#a)for(let t of this.#t.
get("first_tiles"))this.#A(this.#a.component,t,t.data)}#A(t,e,n){let o=this.#d([e.level,e.row,e.col],t),s=this.#a?.id;this.#o.
add(o);for(let{left:i}of this.#c)i.delete(o);On(e,n).then(i=>s===this.#a?.id&&this.#C(o,i)).catch(i=>{this.#t.local.set(
"error",`A tile could not be read: ${String(i)}`),this.#L()}).finally(()=>{this.#o.delete(o),s===this.#a?.id&&this.#M()})}#C(t,e){
let n=this.#n.get(t);n?(n.tile=e,n.styleVersion=-1,n.signature=""):(n=new Be(t,e,this),this.#n.set(t,n)),$.keep(n,n.size)}#g(){
this.#l=new Set([...this.#r.values()].flat().map(t=>this.#d(t))),this.#a&&this.#l.add(this.#d(this.overview)),this.#w()}#E(){
if(!this.#r.size)return[];let t=[...this.#r.values(),[this.overview]],e=new Map,n=Math.max(...t.map(o=>o.length));for(let o=0;o<
n;o++)for(let s of t.slice(0,-1))this.#x(s[o],e);return this.#x(this.overview,e),[...e.values()]}#x(t,e){if(!t)return;let n=this.#d(
t);!this.#n.has(n)&&!this.#o.has(n)&&e.set(n,t)}#w(){clearTimeout(this.#m);let t=this.#a?this.#E():[];this.#t.local.set(
"waiting",t.length>0);let e=[...this.#c].some(({refine:h})=>h);if(!t.length){this.#t.local.set("error",""),e||this.#y();
return}let n=new Set([...this.#c].flatMap(({left:h})=>[...h])),o=t.filter(h=>!n.has(this.#d(h))),s=t.length-o.length,i=e||
n.size-s>s;if(!o.length&&!i)return;let a=Math.max(this.#c.size?this.#u+Ar:0,this.#p),l=performance.now();if(a>l)this.#m=
setTimeout(()=>this.#w(),a-l);else if(i){for(let{id:h}of this.#c)this.#e.forget(h);this.#c.clear(),this.#h++,this.#v(t,null)}else
this.#v(o,null)}#v(t,e){let{id:n,component:o}=this.#a,s={id:0,left:new Set(t.map(a=>this.#d(a))),refine:e};this.#c.add(s),
this.#u=performance.now();let{client:i}=this.#e;s.id=this.#e.ask(a=>({kind:"tiles",id:a,client:i,image:n,component:o,view:this.#h,
refine:e!==null,want:t.map(([l,h,c])=>[l,h,c])}),{reply:(a,l)=>{let h=this.receive(a,l);return h&&this.#T(s),h},failed:a=>{
a&&this.#t.local.set("error",a.error),this.#T(s)}})}#T(t){if(!this.#c.delete(t))return;let{refine:e,left:n}=t;if(e)for(let o of e.
slots)o.refined=e.shadingVersion;else n.size&&this.#L();this.#w()}#L(){this.#p=performance.now()+this.#f,this.#f=Math.min(
2*this.#f,Cr)}};var Vn=3;function Ge(r){let t=r.get("protocol");return t===Vn?null:`This page and the kernel run different versions of i\
mgview (page protocol ${Vn}, kernel protocol ${String(t)}): reload the page or restart the kernel.`}var se=class{store;channel;style;tiles;sky;readout;layers;selection;constructor(t){
this.store=new oe(t),this.channel=new Ut(t,this.store.local,(e,n)=>this.tiles.receive(e,n)),this.style=new Bt(this.store),
this.tiles=new re(this.store,this.channel),this.sky=new Jt(this.store),this.readout=new Xt(this.store,this.channel,this.
tiles,this.sky),this.layers=new Zt(this.store,this.channel),this.selection=new Qt(this.store,this.layers)}dispose(){this.
selection.dispose(),this.layers.dispose(),this.readout.dispose(),this.sky.dispose(),this.tiles.dispose(),this.style.dispose(),
this.channel.dispose(),this.store.dispose()}};function ie(r){let t=matchMedia("(prefers-color-scheme: dark)"),e=()=>{r.dataset.theme=Er(t.matches)?"dark":"light",r.dispatchEvent(
new Event("iv-theme"))},n=new MutationObserver(e);for(let o of[document.documentElement,document.body])n.observe(o,{attributeFilter:[
"class","data-jp-theme-light","data-vscode-theme-kind","data-theme","theme"]});return t.addEventListener("change",e),e(),
()=>{n.disconnect(),t.removeEventListener("change",e)}}function Er(r){let{jpThemeLight:t,vscodeThemeKind:e}=document.body.
dataset;if(t)return t==="false";if(e)return!e.includes("light");let n=document.documentElement,o=n.dataset.theme??n.getAttribute(
"theme")??"";return/dark|light/.test(o)?o.includes("dark"):r}var Fn=new Map;function wt(r,t){let e=Fn.get(t);return e||(e=new Intl.NumberFormat("en-US",{minimumFractionDigits:t,maximumFractionDigits:t}),
Fn.set(t,e)),e.format(r).replace("-","−")}function vt(r){return r===0?0:Math.floor(Math.log10(Math.abs(r))+1e-12)}function le(r){
return Number.isNaN(r)?"NaN":r===1/0?"+inf":r===-1/0?"−inf":null}function Q(r){return le(r)??wt(r,0)}function tt(r,t){
let e=le(r);if(e)return e;let n=vt(r);if(n>=Math.max(t,7)+2||n<-4)return r.toExponential(t-1).replace(/\.?0+e/,"e").replace(
"e+","e").replace(/-/g,"−");let o=wt(r,ae(t-1-n));return o.includes(".")?o.replace(/\.?0+$/,""):o}function ae(r){return Math.
min(Math.max(r,0),12)}function We(r,t,e){let n=t!==null&&t>0&&Number.isFinite(t),o=n?" ± ":"",s=le(r),i=vt(s?0:r);if(s||
i>=9||r!==0&&i<-4)return`${s??tt(r,7)}${n?o+tt(t,3):""}`;let a=e&&Number.isInteger(r),l=n?Math.max(2-vt(t),0):a?0:6-i,h=ae(
Math.min(6-i,l)),c=wt(r,a?0:h);if(!n)return c;let u=t<10**-h;return c+o+(u?tt(t,3):wt(t,a?ae(l):h))}function qe(r){return le(
r)??wt(r,Math.abs(r)>=99.95?0:Math.abs(r)>=9.995?1:2)}function et(r,t=Math.abs(r)){if(!Number.isFinite(r)||!(t>0))return tt(
r,4);let e=2-vt(t),n=e>12?r:Number(r.toFixed(Math.max(e,0)));return tt(n,Math.max(3,vt(n)+1+Math.max(e,0)))}function Un(r){
return`${wt(r,ae(1-vt(r)))}×`}function Dn(r){let{store:t,session:{style:e}}=r,n=w("canvas",{class:"iv-ramp",attrs:{width:256,height:1,"aria-hidden":"t\
rue"}}),[o,s,i]=[w("span"),w("span"),w("span")],a=w("div",{class:"iv-colorbar"},n,w("div",{class:"iv-ends"},o,s,i)),l=_(
()=>{let{shading:h}=e,c=F(t)?.unit??"",u=n.getContext("2d");if(!u)return;let m=u.createImageData(256,1);new Uint32Array(
m.data.buffer).set(e.bar()),u.putImageData(m,0,0);let f=h.high-h.low;P(o,et(h.low,f)),P(s,et(h.low+h.thresholds[127]*f,f)),
P(i,`${et(h.high,f)} ${c}`.trimEnd())});return r.onClose(l.cancel),r.onClose(e.onChange(l.ask)),r.watch(["image_info"],l.
ask),a}var Tr=["Escape","Tab","?"],Lr=["Shift","Control","Alt","Meta"];function _n({store:r,session:t,probe:e},n){let{keys:o,others:s}=r.
get("listening"),{key:i,code:a,shiftKey:l,repeat:h}=n,c=o.includes(i);if(!c&&(!s||Lr.includes(i)))return!1;let{x:u=null,
y:m=null}=e.place()??{};return h||t.channel.tell({kind:"key",x:u,y:m,key:i,code:a,shift:l}),Tr.includes(i)||!c&&s==="hea\
r"?!1:(n.preventDefault(),n.stopPropagation(),!0)}function Nn(r){let{stage:t,painter:e,store:n,session:o,signal:s}=r,i=null;
t.addEventListener("pointerdown",l=>{i=l.target===e.canvas?l:null},{signal:s}),t.addEventListener("pointerup",l=>{let h=i;
if(i=null,!h||h.pointerId!==l.pointerId||!n.get("listening").clicks||Math.hypot(l.clientX-h.clientX,l.clientY-h.clientY)>=
3)return;let c=["left","middle","right"][h.button],u=t.getBoundingClientRect(),m=e.viewport.toImage(h.clientX-u.left,h.clientY-
u.top),f=["shift","ctrl","alt","meta"].filter(d=>h[`${d}Key`]);c&&o.channel.tell({kind:"click",...m,button:c,modifiers:f})},
{signal:s});let a=0;r.watch(["listening"],()=>{let{call:l}=n.get("listening");l!==a&&(a=l,l&&(t.focus({preventScroll:!0}),
o.channel.tell({kind:"here",call:l})))})}var $n="rgba(0, 0, 0, 0.7)",Hn="#ffffff";function Mt(r,t,e=1.5,n=Hn,o=2.5){r.lineJoin=r.lineCap="round",r.strokeStyle=$n,
r.lineWidth=e+o,r.stroke(t),r.strokeStyle=n,r.lineWidth=e,r.stroke(t)}function ct(r,t,e,n,o=Hn){r.lineJoin="round",r.strokeStyle=
$n,r.lineWidth=3,r.strokeText(t,e,n),r.fillStyle=o,r.fillText(t,e,n)}var Ir=[1,2,5],Pr=[1,2,5,10,20,30];function Kn(r,t){if(!(r>0)||!Number.isFinite(r))return null;let e=132*r,[n,o]=t?Or(e):
Rr(e);return{length:n/r,label:o}}function je(r){let t=10**Math.floor(Math.log10(r));return Math.max(...Ir.filter(e=>e*t<=
r*(1+1e-9)))*t}function Rr(r){let t=je(r);return[t,`${Number(t.toPrecision(1))} px`]}function Or(r){if(r<1){let o=je(r);
return[o,`${Number(o.toPrecision(1))}″`]}if(r>=3600){let o=je(r/3600);return[o*3600,`${Number(o.toPrecision(1))}°`]}let[
t,e]=r>=60?[60,"′"]:[1,"″"],n=Math.max(...Pr.filter(o=>o*t<=r));return[n*t,`${n}${e}`]}var zn=28,Vr=170,Fr="rgba(150, 215, 255, 0.6)",Ur="#d9f2ff",Dr=Bn([1,2,5,10,20,30].flatMap(r=>[r/3600,r/60]),[1,2,5,10,15,
30]),_r=Bn([1,2,5,10,20,30].flatMap(r=>[r/240,r/4]),[15,30,45]);function Bn(r,t){return[...[.001,.01,.1].flatMap(n=>[1,2,
5].map(o=>o*n*Math.min(...r))),...r,...t].sort((n,o)=>n-o)}function Gn(r,t,e){let{width:n,height:o}=e,s=Hr(t,e),i=new Path2D,
a=[];for(let[h,c,u,m]of[[s.ra,_r,Br,["top","bottom","left","right"]],[s.dec,Dr,Gr,["left","right","top","bottom"]]])for(let{
level:f,label:d}of Kr(h,c,Math.hypot(n,o)/Vr,u))a.push({text:d,ends:zr(i,s,h,f,n,o),sides:m});Mt(r,i,1,Fr,1.2),r.textAlign=
"left",r.textBaseline="alphabetic";let l=[[0,0,60,30],[0,o-84,250,o],[n-172,o-132,n,o]];for(let{text:h,ends:c,sides:u}of a){
let m=r.measureText(h).width,f=u.flatMap(d=>c.map(y=>Nr(y,d,m,n,o))).find(d=>d&&l.every(y=>$r(d,y)));f&&(l.push(f),ct(r,
h,f[0],f[3]-3,Ur))}}function Nr({x:r,y:t},e,n,o,s){if({top:t,bottom:s-t,left:r,right:o-r}[e]>1)return null;let[a,l]={top:[
r+5,9],bottom:[r+5,s-22],left:[8,t-18],right:[o-n-8,t-18]}[e];return a<4||l<4||a+n>o-4||l+16>s-4?null:[a,l,a+n,l+16]}function $r(r,t){
return r[2]+8<t[0]||t[2]+8<r[0]||r[3]<t[1]||t[3]<r[1]}function Hr(r,t){let e=Math.max(2,Math.ceil(t.width/zn)),n=Math.max(
2,Math.ceil(t.height/zn)),o=new Float64Array((e+1)*(n+1)).fill(NaN),s=new Float64Array(o.length).fill(NaN),i=r.radec(t.center.
x,t.center.y)?.ra??0;for(let a=0;a<=n;a++)for(let l=0;l<=e;l++){let{x:h,y:c}=t.toImage(t.width*l/e,t.height*a/n),u=r.radec(
h,c);u&&(o[a*(e+1)+l]=i+(u.ra-i+540)%360-180,s[a*(e+1)+l]=u.dec)}return{nx:e,ny:n,ra:o,dec:s}}function Kr(r,t,e,n){let o=r.
filter(Number.isFinite);if(!o.length)return[];let s=o.reduce((h,c)=>Math.min(h,c)),i=o.reduce((h,c)=>Math.max(h,c)),a=t.
find(h=>(i-s)/h<=e)??t[t.length-1],l=[];for(let h=Math.ceil(s/a);h*a<=i;h++)l.push({level:h*a,label:n(h*a,a)});return l}
function zr(r,t,e,n,o,s){let{nx:i,ny:a}=t,l=[],h=(c,u,m,f)=>{let d=e[u*(i+1)+c]-n,y=e[(u+f)*(i+1)+c+m]-n;if(d<0==y<0||Math.
abs(d-y)>170)return null;let p=d/(d-y);return{x:(c+m*p)*o/i,y:(u+f*p)*s/a}};for(let c=0;c<a;c++)for(let u=0;u<i;u++){let m=[
h(u,c,1,0),h(u,c+1,1,0),h(u,c,0,1),h(u+1,c,0,1)].filter(f=>f!==null);if(!(m.length<2)){r.moveTo(m[0].x,m[0].y),r.lineTo(
m[1].x,m[1].y);for(let f of m){let{x:d,y}=f;(d<1||y<1||d>o-1||y>s-1)&&l.push(f)}}}return l}function Br(r,t){let e=t*240,
n=te(r,e<1?Math.ceil(-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,5):n}function Gr(r,t){let e=t*3600,n=ee(r,e<1?Math.ceil(
-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,6):n}var Wr=4,qr=16,dt=12,St=34;function Wn(r){let{painter:t,probe:e,session:n,store:o,root:s}=r,{viewport:i}=t,a=w("canvas",
{class:"iv-furniture",attrs:{"aria-hidden":"true"}}),l="",h=()=>{c.cancel();let{width:u,height:m}=i,f=yt(a,u,m,i.dpr);if(!f)
return;f.clearRect(0,0,u,m);let d=F(o);if(s.dataset.zoom=String(i.zoom),!d||u<60||m<60)return;l||=`12px ${getComputedStyle(
s).fontFamily}`,f.font=l,i.zoom>=qr&&jr(f,i),o.get("show_grid")&&n.sky.known&&Gn(f,n.sky,i),e.at&&Yr(f,i,e.at,e.pinned),
f.textBaseline="alphabetic",f.textAlign="left",ct(f,Un(i.zoom),dt,dt+10);let y=m>150?Zr(f,r):0;Xr(f,r,y)},c=_(h);return r.
onClose(t.onFrame(h)),r.onClose(e.onChange(c.ask)),r.onClose(c.cancel),r.watch(["show_grid","image_info","sky_grid"],c.ask),
a}function jr(r,t){let{width:e,height:n,dpr:o}=t,[s,i]=t.box.shape,[a,l]=t.box.start,h=[[0,0],[e,0],[0,n],[e,n]].map(([b,
M])=>t.toImage(b,M)),[c,u]=[h.map(({x:b})=>b),h.map(({y:b})=>b)],[m,f]=[Math.max(Math.min(...c),l-.5),Math.min(Math.max(
...c),l+i-.5)],[d,y]=[Math.max(Math.min(...u),a-.5),Math.min(Math.max(...u),a+s-.5)],p=new Path2D,g=b=>(Math.round(b*o)+
.5)/o,x=(b,M,v,S)=>{let[k,C]=[t.toScreen(b,M),t.toScreen(v,S)];if(t.upright){let T=Math.abs(C.sx-k.sx)<Math.abs(C.sy-k.sy)?
"sx":"sy";k[T]=C[T]=g(k[T])}p.moveTo(k.sx,k.sy),p.lineTo(C.sx,C.sy)};for(let b=Math.ceil(m-.5)+.5;b<=f;b++)x(b,y,b,d);for(let b=Math.
ceil(d-.5)+.5;b<=y;b++)x(m,b,f,b);r.lineWidth=1/o,r.strokeStyle="rgba(128, 128, 128, 0.4)",r.stroke(p)}function Yr(r,t,e,n){
let[o,s]=[Math.round(e.x),Math.round(e.y)],[i,a]=t.box.shape,[l,h]=t.box.start;if(o<h||s<l||o>=h+a||s>=l+i)return;let c=new Path2D;
if(t.zoom>=Wr){for(let[u,m]of[[-.5,.5],[.5,.5],[.5,-.5],[-.5,-.5]]){let{sx:f,sy:d}=t.toScreen(o+u,s+m);c.lineTo(f,d)}c.closePath()}
if(n){let{sx:u,sy:m}=t.toScreen(o,s),f=t.zoom/2+4;for(let[d,y]of[[1,0],[-1,0],[0,1],[0,-1]]){let{x:p,y:g}=t.across(d,y);
c.moveTo(u+p*f,m+g*f),c.lineTo(u+p*(f+12),m+g*(f+12))}}Mt(r,c,1.25)}function Zr(r,t){let{viewport:e}=t.painter,n=t.session.
sky.compass(e.center.x,e.center.y);if(!n||!Number.isFinite(n.north.x+n.east.x))return 0;let o=[n.north,n.east].map(({x:f,
y:d})=>e.across(f*St,d*St)),s=o.map(({x:f,y:d})=>({x:f*(1+11/St),y:d*(1+11/St)})),i=f=>[Math.min(0,...f),Math.max(0,...f)],
[a,l]=i(s.flatMap(({x:f})=>[f-5,f+5])),[,h]=i(s.flatMap(({y:f})=>[f-5,f+5])),c=dt-a,u=e.height-dt-h,m=new Path2D;for(let{
x:f,y:d}of o){m.moveTo(c,u),m.lineTo(c+f,u+d);let[y,p]=[f/St,d/St];for(let g of[1,-1])m.moveTo(c+f,u+d),m.lineTo(c+f-6*y+
g*3.5*p,u+d-6*p-g*3.5*y)}return Mt(r,m),r.textAlign="center",r.textBaseline="middle",["N","E"].forEach((f,d)=>ct(r,f,c+s[d].
x,u+s[d].y)),l-a+18}function Xr(r,t,e){let{viewport:n}=t.painter,o=Qr(t),s=Kn((o??1)/n.zoom,o!==null);if(!s)return;let i=dt+
e,a=n.height-dt-1;if(i+s.length>n.width-dt)return;let l=new Path2D;l.moveTo(i,a-4),l.lineTo(i,a+1),l.moveTo(i,a-1.5),l.lineTo(
i+s.length,a-1.5),l.moveTo(i+s.length,a-4),l.lineTo(i+s.length,a+1),Mt(r,l),r.textAlign="center",r.textBaseline="alphabe\
tic",ct(r,s.label,i+s.length/2,a-9)}function Qr(r){let{viewport:t}=r.painter,{x:e,y:n}=t.center,o=t.along(5,0),s=r.session.
sky.radec(e-o.x,n-o.y),i=r.session.sky.radec(e+o.x,n+o.y);if(!s||!i)return null;let a=Math.PI/180,l=(i.dec-s.dec)*a/2,h=(i.
ra-s.ra)*a/2,c=Math.sin(l)**2+Math.cos(s.dec*a)*Math.cos(i.dec*a)*Math.sin(h)**2;return 2*Math.asin(Math.sqrt(c))*3600/a/
10}var qn=Math.PI/180,Jr=.001;function ce(r){let t=90*Math.round(r/90);return((Math.abs(r-t)<Jr?t:r)%360+360)%360}function ts(r,t,e){
let[n,o]=r.half,s=d=>Math.min(Math.max(d,-1),1),i=s((t-r.center[0])/n),a=s((e-r.center[1])/o),[l,h,c]=[{x:0,y:0},{x:0,y:0},
{x:0,y:0}],u=0;for(let d=0;d<=r.degree;d++)for(let y=0;y<=d;y++,u++){let p=d-y;for(let g of["x","y"]){let x=r[g][u];l[g]+=
x*i**p*a**y,p&&(h[g]+=x*p*i**(p-1)*a**y/n),y&&(c[g]+=x*y*i**p*a**(y-1)/o)}}let[m,f]=[t-(r.center[0]+n*i),e-(r.center[1]+
o*a)];return{x:l.x+h.x*m+c.x*f,y:l.y+h.y*m+c.y*f,dx:h,dy:c}}function jn(r,t){let{x:e,y:n,dx:o,dy:s}=ts(r,...t.center),i=o.
x*s.y-s.x*o.y,a=t.flip??!1,l=a!==i<0,h=(t.rotation??0)*qn,[c,u]=[Math.cos(h),Math.sin(h)],[m,f]=[a?-1:1,l?-1:1],[d,y,p,g]=[
m*s.y,-m*s.x,-o.y,o.x],x=f*(u*d+c*p)-(c*y-u*g),b=f*(c*d-u*p)+(u*y+c*g),M=Math.sign(i),v=ce(Math.atan2(M*x,M*b)/qn),S={center:[
e,n],fov:t.fov*Math.sqrt(Math.abs(i))};return v&&(S.rotation=v),l&&(S.flip=!0),S}function he(r,t){let{painter:{viewport:e},picker:n,popup:o,probe:s,session:{selection:i},stage:a}=r,l=t?n.at(t):n.source(),
h=n.meant(l),c={sx:e.width/2,sy:e.height/2},u=s.place(),m=t??(l&&h)??(u?e.toScreen(u.x,u.y):c),f="sx"in m?m:e.toScreen(m.
x,m.y),d=t||!h?e.toImage(f.sx,f.sy):h,y=n.radec(d),p=`${d.x.toFixed(2)} ${d.y.toFixed(2)}`,g=[{label:"Centre here",run:()=>n.
centre(d)},{label:"Copy x, y",hint:p,run:()=>n.clip(p,f)},{label:"Copy RA, Dec",hint:y?.replace(/(\.\d{5})\d*/g,"$1"),disabled:!y,
run:()=>n.clip(y??"",f)}];if(i.key&&g.push("separator",{label:"Select nothing",hint:"Esc",run:()=>i.set(0,[])}),l){let b=i.
concerns(l.layer)&&i.rows.includes(l.row);g.unshift({label:b?"Deselect":i.concerns(l.layer)?"Select too":"Select",hint:`${l.
layer.name} ${l.row}`,run:()=>i.add(l.layer,[l.row],!0)},{label:"Centre on it",hint:"Z",run:()=>n.centre(h)},{label:"Cop\
y its id",run:()=>n.identify({...l,...f})},"separator")}let x=a.getBoundingClientRect();o.menu(a,l?`${l.layer.name} ${l.
row}`:`Place ${p}`,g,new DOMRect(x.left+f.sx,x.top+f.sy))}var Ye={visible:!1,color:"#ffffff",opacity:.5,outline:!1},Yn=new WeakMap;function j(r){let t=Yn.get(r);return t||(t=new Ze(
r),Yn.set(r,t)),t}var Ze=class{constructor(t){this.store=t;this.expressions=new Xe(t)}store;before=null;hidden=null;hiddenExpressions=null;expressions;get infos(){
return this.store.get("mask_planes")}get listed(){return[...this.infos].sort((t,e)=>+(t.count===0)-+(e.count===0))}get shown(){
return this.infos.map(t=>t.name).filter(t=>this.state(t).visible)}state(t){let e=this.store.get("planes");return Object.
hasOwn(e,t)?e[t]??Ye:Ye}set(t,e){this.apply(new Map([[t,e]]))}show(t,e){this.before=null,this.apply(new Map([...t].map(n=>[
n,{visible:e}])))}toggle(t){this.show([t],!this.state(t).visible)}isSolo(t){let e=this.shown;return this.before!==null&&
e.length===1&&e[0]===t}solo(t){if(this.isSolo(t)){let n=this.before??new Set;this.before=null,this.only(n);return}this.before!==
null&&this.shown.length===1||(this.before=new Set(this.shown)),this.only(new Set([t]))}step(t){let e=this.listed.filter(
a=>a.count!==0).map(a=>a.name);if(!e.length)return;let n=e.findIndex(a=>this.isSolo(a)),o=e[n],s=t>0?0:e.length-1,i=e[o===
void 0?s:n+t];i!==void 0?this.solo(i):o!==void 0&&this.solo(o)}toggleAll(){let{shown:t,expressions:e}=this,n=e.all.filter(
({visible:o})=>o).map(({name:o})=>o);t.length||n.length?(this.hidden=new Set(t),this.hiddenExpressions=new Set(n),this.show(
t,!1),e.show(this.hiddenExpressions,!1)):(this.show(this.hidden??new Set(this.infos.map(o=>o.name)),!0),e.show(this.hiddenExpressions??
new Set(e.all.map(({name:o})=>o)),!0))}only(t){this.apply(new Map(this.infos.map(({name:e})=>[e,{visible:t.has(e)}])))}apply(t){
let e={...this.store.get("planes")};for(let[n,o]of t)Object.defineProperty(e,n,{value:{...this.state(n),...o},enumerable:!0,
configurable:!0,writable:!0});this.store.set("planes",e)}},Xe=class{constructor(t){this.store=t}store;get all(){return this.
store.get("mask_expressions").filter(({removed:t})=>!t)}state(t){return this.all.find(e=>e.name===t)??Ye}set(t,e){this.apply(
new Set([t]),e)}show(t,e){this.apply(t,{visible:e})}apply(t,e){let n=this.store.get("mask_expressions").map(o=>t.has(o.name)?
{...o,...e}:o);this.store.set("mask_expressions",n)}};var es=.12;function ns(r,t){if(!t)return;let e={ArrowLeft:1,ArrowRight:-1}[t.key]??0,n={ArrowUp:1,ArrowDown:-1}[t.key]??
0;if(t.shiftKey&&r.probe.pinned){r.probe.nudge(-e,-n);return}let{viewport:o}=r.painter,s=es*Math.min(o.width,o.height)*(t.
shiftKey?5:1);o.panBy(e*s,n*s)}function Zn(r,t){let{viewport:e}=r.painter;e.zoomAbout(t,e.width/2,e.height/2)}function Xn({
painter:{viewport:r}},t){r.turn(ce(r.rotation+t))}function os({painter:{viewport:r},session:t}){let e=t.sky.compass(r.center.
x,r.center.y);if(!e)return;let n=e.north.x*e.east.y<e.north.y*e.east.x,o=Math.atan2(e.north.y,n?-e.north.x:e.north.x);r.
turn(ce(90-o*180/Math.PI),n)}function ue(r,t,e){let n=r.indexOf(t);return r[(n+(e?r.length-1:1))%r.length]}function Rt(r,t){
let e=r.store.get("cuts_table")[t];e&&(r.store.set("cuts",e),r.store.set("cuts_mode",t))}function kt(r,t,e){!(e>t)||!Number.
isFinite(t)||!Number.isFinite(e)||(r.store.set("cuts",[t,e]),r.store.set("cuts_mode","explicit"))}var Ot=[{id:"zoom-in",
label:"Zoom in",keys:["+","="],group:"View",run:r=>Zn(r,Math.SQRT2)},{id:"zoom-out",label:"Zoom out",keys:["-","_"],group:"\
View",run:r=>Zn(r,Math.SQRT1_2)},{id:"pan",label:"Pan; with Shift further",group:"View",keys:["ArrowLeft","ArrowUp","Arr\
owDown","ArrowRight"],run:ns},{id:"home",label:"Back to the first view",keys:["h"],group:"View",icon:"home",run:r=>r.painter.
viewport.home()},{id:"fit",label:"Fit the whole image",keys:["f","0"],group:"View",text:"fit",run:r=>r.painter.viewport.
fit()},{id:"one",label:"One image pixel a screen pixel",keys:["1"],group:"View",text:"1:1",run:r=>r.painter.viewport.oneToOne()},
{id:"turn",label:"Turn by 90°; with Shift back",keys:["t","T"],group:"View",run:(r,t)=>Xn(r,t?.shiftKey?-90:90)},{id:"t\
ilt",label:"Turn by 15°; back",keys:[",","."],group:"View",run:(r,t)=>Xn(r,t?.key==="."?-15:15)},{id:"mirror",label:"Mi\
rror left and right",keys:["k"],group:"View",run:({painter:{viewport:r}})=>r.turn(-r.rotation,!r.flip)},{id:"north",label:"\
North up, east left",keys:["u"],group:"View",text:"N↑",run:os},{id:"grid",label:"Sky coordinate grid",keys:["g"],group:"\
View",icon:"grid",run:({store:r})=>{r.get("image_info").has_sky&&r.set("show_grid",!r.get("show_grid"))}},{id:"image",label:"\
Next of several images; with Shift the previous",keys:["a","A"],group:"Display",run:({store:r},t)=>{let e=ue(r.get("imag\
e_labels"),r.get("image_label"),t?.shiftKey??!1);e&&r.set("image_label",e)}},{id:"component",label:"Next of image, varia\
nce, S/N, …; with Shift the previous",keys:["v","V"],group:"Display",run:({store:r},t)=>{let e=ue(r.get("image_info").
components??[],r.get("component"),t?.shiftKey??!1);e&&r.set("component",e)}},{id:"stretch",label:"Next stretch; with Shi\
ft the previous",keys:["s","S"],group:"Display",run:({store:r},t)=>{let e=ue(r.get("stretch_names"),r.get("stretch"),t?.
shiftKey??!1);e&&r.set("stretch",e)}},{id:"cuts",label:"Next cuts; with Shift the previous",keys:["c","C"],group:"Displa\
y",run:(r,t)=>{let{store:e}=r,n=Object.keys(e.get("cuts_table")),o=ue(n,e.get("cuts_mode"),t?.shiftKey??!1);o&&Rt(r,o)}},
{id:"invert",label:"Invert the map",keys:["i"],group:"Display",run:({store:r})=>{X(r)||r.set("inverted",!r.get("inverted"))}},
{id:"reset",label:"Reset contrast and bias",keys:["r"],group:"Display",run:({store:r})=>{r.set("contrast",1),r.set("bias",
.5)}},{id:"masks",label:"Hide all planes; again shows them",keys:["m"],group:"Mask planes",run:({store:r})=>j(r).toggleAll()},
{id:"previous-plane",label:"Previous plane alone",keys:["["],group:"Mask planes",run:({store:r})=>j(r).step(-1)},{id:"ne\
xt-plane",label:"Next plane alone",keys:["]"],group:"Mask planes",run:({store:r})=>j(r).step(1)},{id:"filter",label:"Fin\
d a plane by name",keys:["/"],group:"Mask planes",run:r=>{r.showPanel(!0),r.root.querySelector(".iv-filter")?.focus()}},
{id:"layers",label:"Hide all layers; again shows them",keys:["l"],group:"Layers",run:({session:r})=>r.layers.toggleAll()},
{id:"box",label:"Select in a box; with Shift add",keys:["b"],group:"Layers",icon:"box",run:({picker:r})=>r.take("box")},
{id:"lasso",label:"Select with a lasso; with Shift add",keys:["o"],group:"Layers",icon:"lasso",run:({picker:r})=>r.take(
"lasso")},{id:"source",label:"Next source; with Shift the previous",keys:["n","N"],group:"Layers",run:({picker:r},t)=>r.
step(t?.shiftKey?-1:1)},{id:"centre",label:"Centre on the source",keys:["z"],group:"Layers",run:({picker:r})=>r.centre()},
{id:"copy",label:"Copy its coordinates",keys:["y"],group:"Layers",run:({picker:r})=>r.copy()},{id:"menu",label:"Menu of \
the source or the place",keys:["ContextMenu","Shift+F10"],group:"Layers",run:r=>he(r)},{id:"unselect",label:"Put the too\
l away; select nothing",keys:["Escape"],group:"Layers",run:({picker:r})=>r.escape()},{id:"pin",label:"Pin the reading; a\
gain lets go",keys:["x"],group:"Reading",run:r=>r.probe.togglePin()},{id:"nudge",label:"Move the pinned reading by a pix\
el",keys:["Shift+Arrows"],group:"Reading",run:()=>{}},{id:"panel",label:"Side panel",keys:["p"],group:"Viewer",icon:"pan\
el",run:r=>r.showPanel(!r.panelShown())},{id:"help",label:"Keyboard and mouse",keys:["?"],group:"Viewer",icon:"help",run:r=>r.
toggleHelp()}],Qe=new Map;for(let r of Ot)for(let t of r.keys)Qe.set(t,r);function Qn(r){return Qe.get(r)??Qe.get(r.toLowerCase())}
function pt(r){let t=Ot.find(e=>e.id===r);if(!t)throw new Error(`no action ${r}`);return t}var rs={ArrowLeft:"←",ArrowUp:"\
↑",ArrowDown:"↓",ArrowRight:"→","-":"−",Escape:"Esc",ContextMenu:"☰","Shift+Arrows":"Shift ←↑↓→"};function Y(r){
return rs[r]??(r.length===1?r.toUpperCase():r)}function Jn(r){return`${r.label} (${Y(r.keys[0]??"")})`}function to(r,t,e,n){
let{width:o,height:s}=r.painter.viewport;r.store.set("bias",Z(t.bias+e/Math.max(o,1),0,1)),r.store.set("contrast",Z(t.contrast*
Math.exp(-3*n/Math.max(s,1)),.05,20))}var eo="http://www.w3.org/2000/svg",ss={home:"M2.5 7.8 8 3l5.5 4.8M4 6.8V13h3V9.8h2V13h3V6.8",grid:"M8 2a6 6 0 1 0 0 12A\
6 6 0 0 0 8 2ZM2 8h12M8 2c-3.4 3.4-3.4 8.6 0 12M8 2c3.4 3.4 3.4 8.6 0 12",box:"M2.5 3.5h3M8 3.5h1.5M12 3.5h1.5v2M13.5 8v\
2M13.5 12.5h-2M9 12.5H7M4.5 12.5h-2v-2M2.5 8V6",lasso:"M8 2.8c-3.2 0-5.8 1.7-5.8 3.9S4.8 10.5 8 10.5s5.8-1.7 5.8-3.8S11.\
2 2.8 8 2.8ZM4.6 9.7c-1.3 1.2-.2 2.2.7 1.7M5 11.4c.2 1-.3 1.8-1.2 2.4",panel:"M2.5 3h11v10h-11ZM9.5 3v10M11.2 6h.8M11.2 \
8h.8",help:"M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",more:"M3.5 8h.01M8 8h.01M12.5 8h.01",caret:"m4\
.5 6.5 3.5 3.5 3.5-3.5",check:"m3.5 8.5 3 3 6-7",close:"m4 4 8 8M12 4l-8 8",eye:"M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.\
2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",eyeOff:"M2 8.2c1.6 2.2 3.7 3.3 6 3.3s4.4-1.1 6-3.3\
M4.2 10.3l-1 1.6M8 11.5v1.9M11.8 10.3l1 1.6",warning:"M8 2.5 14.5 13.5h-13ZM8 6.5V10M8 11.9v.1"};function H(r){let t=document.
createElementNS(eo,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("class","iv-icon"),t.setAttribute("aria-h\
idden","true");let e=document.createElementNS(eo,"path");return e.setAttribute("d",ss[r]),t.append(e),t}var is=[["wheel, pinch","Zoom about the pointer"],["drag","Pan"],["right or Shift drag","Contrast and bias"],["double cl\
ick","Centre there"],["click, Shift click","Select a source, add or drop one"],["right click","Menu of the source or the\
 place"],["Ctrl drag, Alt drag","Select in a box, with a lasso"],["Alt click on an eye","This plane alone"],["double cli\
ck histogram","Cuts by zscale"]];function oo(r){let t=w("button",{class:"iv-button iv-plain",title:"Close (Esc)",attrs:{
type:"button","aria-label":"Close the help"},on:{click:()=>s(!1)}},H("close")),e=[...new Set(Ot.map(i=>i.group))].map(i=>no(
i,Ot.filter(a=>a.group===i).map(a=>[as(a.keys),a.label]))),n=no("Mouse",is.map(([i,a])=>[[i],a])),o=w("div",{class:"iv-h\
elp",attrs:{role:"dialog","aria-label":"Keyboard and mouse",hidden:!0},on:{keydown:i=>{i.key!=="Escape"&&i.key!=="?"||(i.
preventDefault(),i.stopPropagation(),s(!1))},wheel:i=>i.stopPropagation()}},w("div",{class:"iv-help-card"},w("div",{class:"\
iv-section-title"},w("b",{},"Keyboard and mouse"),w("span",{class:"iv-spring"}),t),w("div",{class:"iv-help-columns"},...e,
n))),s=i=>{o.hidden=!i,(i?t:r.stage).focus()};return{node:o,toggle:()=>s(o.hidden)}}function as(r){let t=r.filter(e=>e.startsWith(
"Arrow"));return t.length?[t.map(Y).join("")]:r.filter(e=>e!=="="&&e!=="_"&&!/^[A-Z]$/.test(e)).map(Y)}function no(r,t){
return w("section",{},w("h3",{},r),w("dl",{},...t.flatMap(([e,n])=>[w("dt",{},...e.map(o=>w("kbd",{},o))),w("dd",{},n)])))}var me=38,ro={low:.16,high:.22};function so(r){let{store:t}=r,e=w("canvas",{attrs:{"aria-hidden":"true"}}),n=["low","hig\
h"].map(p=>h(p)),o=["red","green","blue"].map(p=>w("span",{class:"iv-here",attrs:{hidden:!0,"data-channel":p}})),s=w("sp\
an",{class:"iv-span",title:"Drag: both cuts"}),i=w("div",{class:"iv-histogram",title:"Drag the cuts; double click: zscal\
e",on:{dblclick:()=>Rt(r,"zscale")}},e,s,...o,...n),a={from:0,to:1},l=!1;function h(p){return w("div",{class:"iv-handle",
title:`${p==="low"?"Low":"High"} cut: drag, or arrow keys`,attrs:{role:"slider",tabindex:0,"aria-label":`${p} cut`,"data\
-end":p},on:{pointerdown:g=>u(g,p),keydown:g=>{let x={ArrowLeft:-1,ArrowRight:1}[g.key];if(!x||g.ctrlKey||g.metaKey)return;
g.preventDefault();let b=x*(g.shiftKey?10:1)*(a.to-a.from)/200;c(t.get("cuts"),p==="low"?b:0,p==="high"?b:0)}}})}function c(p,g,x){
let b=(a.to-a.from)/500,[M,v]=[p[0]+g,p[1]+x];g&&!x?kt(r,Math.min(M,v-b),v):x&&!g?kt(r,M,Math.max(v,M+b)):kt(r,M,v)}function u(p,g){
if(p.button!==0)return;let x=p.currentTarget;l=!0;let b=[...t.get("cuts")],M=(a.to-a.from)/Math.max(e.clientWidth,1),v=0,
S=_(()=>{let k=v*M;v&&c(b,g==="high"?0:k,g==="low"?0:k)});st(p,x,k=>{v=k,S.ask()},()=>{l=!1,f.ask()})}s.addEventListener(
"pointerdown",p=>u(p,"both"));let m=p=>Z((p-a.from)/(a.to-a.from),0,1)*100,f=_(()=>{let p=i.clientWidth,{low:g,high:x,counts:b}=t.
get("histogram"),M=t.get("cuts");i.hidden=!b?.length,!(!p||g===void 0||x===void 0||!b?.length)&&(l||(a=cs(a,M,g,x)),ls(e,
hs(b,g,x,a,Math.round(p/2)),p),n.forEach((v,S)=>{v.style.left=`${m(M[S])}%`,A(v,"aria-valuenow",String(M[S])),A(v,"aria-\
valuetext",et(M[S])),A(v,"aria-valuemin",String(a.from)),A(v,"aria-valuemax",String(a.to))}),s.style.left=`${m(M[0])}%`,
s.style.right=`${100-m(M[1])}%`,d())}),d=()=>{let{reading:p}=r.probe,g=p?.inside?p.values:[];A(i,"data-color",g.length>1),
o.forEach((x,b)=>{x.hidden=!Number.isFinite(g[b]),x.hidden||(x.style.left=`${m(g[b])}%`)})};r.onClose(f.cancel),r.onClose(
r.probe.onChange(d)),r.watch(["histogram","cuts"],f.ask),r.root.addEventListener("iv-theme",f.ask,{signal:r.signal});let y=new ResizeObserver(
f.ask);return y.observe(i),r.onClose(()=>y.disconnect()),i}function ls(r,t,e){let n=yt(r,e,me);if(!n)return;n.clearRect(
0,0,e,me),n.fillStyle=getComputedStyle(r).color;let o=Math.log1p(Math.max(...t,1));t.forEach((s,i)=>{let a=Math.max((me-
2)*(Math.log1p(s)/o),1);s>0&&n.fillRect(2*i,me-a,1.6,a)})}function cs(r,t,e,n){let o=r.to-r.from,[s,i]=[(t[0]-r.from)/o,
(t[1]-r.from)/o],a=Math.max(n,t[1])-Math.min(e,t[0]);if(s>=.02&&i<=.98&&i-s>.35&&o<=1.5*a)return r;let l=t[1]-t[0];return{
from:t[0]-ro.low*l,to:t[1]+ro.high*l}}function hs(r,t,e,n,o){let s=(e-t)/r.length,i=(n.to-n.from)/o,a=new Float64Array(r.
length+1);r.forEach((h,c)=>a[c+1]=a[c]+h);let l=h=>{let c=Z((h-t)/s,0,r.length),u=Math.min(Math.floor(c),r.length-1);return a[u]+
(c-u)*r[u]};return Array.from({length:o},(h,c)=>{let u=n.from+c*i;return l(u+i)-l(u)})}function io(r){let{root:t,signal:e}=r;t.addEventListener("focusin",n=>{n.target.setAttribute("data-lm-suppress-shortcuts",
"true")},{signal:e}),t.addEventListener("keydown",n=>{if(n.defaultPrevented||n.ctrlKey||n.metaKey||n.altKey||n.target.closest(
"input, .iv-popup")||_n(r,n))return;if(n.key==="Escape"){r.probe.pinned?r.probe.togglePin():r.picker.escape(),r.stage.focus();
return}let s=Qn(n.shiftKey&&n.key==="F10"?"Shift+F10":n.key);s&&(n.preventDefault(),n.stopPropagation(),s.run(r,n))},{signal:e})}var us=["#ff4136","#ff851b","#ffdc00","#2ee65c","#39cccc","#5b8cff","#b06cff","#ff3df2","#ffa6c9","#8fd3ff","#c7b26b","#\
ffffff"];function Je(r,t,e,...n){let o=w("input",{class:"iv-picker",title:"Any colour",attrs:{type:"color",value:t,"aria\
-label":"Colour"},on:{input:()=>i(o.value)}}),s=w("input",{class:"iv-input",title:"Colour as #rrggbb",attrs:{type:"text",
value:t,"aria-label":"Colour as #rrggbb",spellcheck:"false",maxlength:7},on:{input:()=>{let l=/^#[0-9a-f]{6}$/i.test(s.value);
A(s,"aria-invalid",l?null:"true"),l&&i(s.value.toLowerCase())}}}),i=l=>{o.value=l,s.value.toLowerCase()!==l&&(s.value=l),
A(s,"aria-invalid",null),e(l)},a=w("div",{class:"iv-offered"},...us.map(l=>{let h=w("button",{title:l,attrs:{type:"butto\
n","aria-label":`Colour ${l}`},on:{click:()=>i(l)}});return h.style.background=l,h}));return w("div",{class:"iv-plane-fo\
rm"},w("div",{class:"iv-form-title"},r),a,w("div",{class:"iv-form-row"},o,s),...n)}function fe(r,t){let e=r.state(t),n=[
["fill",!1],["outline",!0]].map(([s,i])=>{let a=w("button",{class:"iv-button",attrs:{type:"button","aria-pressed":String(
e.outline===i)},on:{click:()=>{r.set(t,{outline:i});for(let l of n)A(l,"aria-pressed",String(l===a))}}},s);return a}),o=w(
"div",{class:"iv-group iv-choice"},...n);return Je(t,e.color,s=>r.set(t,{color:s}),o)}function At(r,t,e,n,o=!1){let s=w("button",{class:"iv-eye",title:n?"Show or hide; with Alt this plane alone":"Show or hi\
de",attrs:{type:"button",role:"switch","aria-label":`Show ${r}`,"aria-description":t}},H("eye"),H("eyeOff")),i=w("button",
{class:"iv-swatch",title:n||o?"Colour, fill or outline":"Colour",attrs:{type:"button","aria-label":`Colour of ${r}`,"ari\
a-haspopup":"dialog"}},w("span",{})),a=n?[w("button",{class:"iv-solo",title:"This plane alone; again: as before (Alt-cli\
ck on the eye)",attrs:{type:"button",tabindex:-1,"aria-label":`Show ${r} alone`}},"solo")]:[],l=o?[w("button",{class:"iv\
-solo iv-remove",title:"Take this away (Delete)",attrs:{type:"button",tabindex:-1,"aria-label":`Remove ${r}`}},"remove")]:
[],h=w("span",{class:"iv-count"}),c=w("div",{class:"iv-opacity",attrs:{role:"slider","aria-label":`Opacity of ${r}`,"ari\
a-valuemin":0,"aria-valuemax":100}},w("span",{class:"iv-track"},w("span",{class:"iv-fill"})));return{node:w("div",{class:"\
iv-row",attrs:{role:"listitem",...e}},s,i,w("span",{class:"iv-name"},r),...a,...l,h,c),eye:s,swatch:i,count:h,bar:c,drawn:null}}
function Ct(r,t){let{drawn:e}=r;if(e&&e.visible===t.visible&&e.color===t.color&&e.opacity===t.opacity&&e.hollow===t.hollow)
return;r.drawn=t,A(r.node,"data-shown",String(t.visible)),A(r.eye,"aria-checked",String(t.visible)),A(r.swatch,"data-out\
line",String(t.hollow)),r.node.style.setProperty("--iv-plane",t.color),r.node.style.setProperty("--iv-opacity",`${t.opacity*
100}%`);let n=Math.round(t.opacity*100);r.bar.title=`Opacity ${n} %: drag`,A(r.bar,"aria-valuenow",String(n))}function de(r,{
name:t,description:e,count:n},o){P(r.count,n===null?"…":Q(n)),A(r.node,"data-empty",String(n===0));let s=n&&o?` (${tt(
100*n/o,2)} %)`:"",i=n===null?"":`${Q(n)} pixels${s}`,a=[t,e,i].filter(Boolean).join(`
`);r.node.title!==a&&(r.node.title=a)}var ut=class{constructor(t,e,n){this.actions=n;this.node=w("div",{class:"iv-rows",
attrs:{role:"list","aria-label":e},on:{click:o=>this.#n(t,o),pointerdown:o=>this.#o(o),keydown:o=>this.#r(o)}})}actions;node;#t=null;reachable(){
let t=this.actions.listed(),e=this.#t&&t.includes(this.#t)?this.#t:t[0];for(let n of t){let o=n===e?"0":"-1";for(let s of[
n.eye,n.swatch,n.bar])A(s,"tabindex",o)}}focus(t,e="eye"){t&&(this.#t=t,this.reachable(),t[e].focus())}#e(t){let e=t.target.
closest(".iv-row");return this.actions.listed().find(n=>n.node===e)}#n(t,e){let n=this.#e(e);if(!n)return;let{actions:o}=this;
this.#t=n,this.reachable(),ht(e,".iv-swatch")?t.popup.form(n.swatch,`Colour of ${o.name(n)}`,o.form(n)):ht(e,".iv-remove")?
o.remove?.(n):ht(e,".iv-solo")||ht(e,".iv-eye, .iv-name")&&e.altKey?o.solo?.(n):ht(e,".iv-eye, .iv-name")&&o.toggle(n)}#o(t){
let e=this.#e(t);if(!e||!ht(t,".iv-opacity")||t.button!==0)return;this.focus(e,"bar");let n=e.bar.getBoundingClientRect(),
o=(t.clientX-n.left)/n.width,s=_(()=>this.actions.setOpacity(e,ao(o)));s.ask(),st(t,e.bar,i=>{o=(t.clientX+i-n.left)/n.width,
s.ask()})}#r(t){let e=this.#e(t);if(!e||t.ctrlKey||t.metaKey)return;let{actions:n}=this,o=ht(t,".iv-opacity")?"bar":ht(t,
".iv-swatch")?"swatch":"eye",s=n.listed(),i=s.indexOf(e),a={ArrowRight:.05,ArrowLeft:-.05}[t.key];if(t.key==="ArrowDown")
this.focus(s[i+1],o);else if(t.key==="ArrowUp")i>0?this.focus(s[i-1],o):n.above?.();else if(o==="bar"&&a)n.setOpacity(e,
ao(n.opacity(e)+a));else if(t.key==="Delete"&&n.remove)this.focus(s[i+1]??s[i-1],o),n.remove(e);else if(o==="eye"&&t.altKey&&
(t.key==="Enter"||t.key===" "))n.solo?.(e);else return;t.preventDefault(),t.stopPropagation()}};function ht(r,t){return r.
target.closest(t)!==null}function ao(r){return Math.round(Z(r,0,1)*100)/100}function lo(r){let{layers:t}=r.session,e=new Map,n=[],o=w("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"po\
lite"}}),s=new ut(r,"Layers",{listed:()=>n,toggle:({layer:a})=>t.toggle(a.key),form:({layer:a})=>Je(a.name,a.color,l=>t.
set(a.key,{color:l})),name:({layer:a})=>a.name,opacity:({layer:a})=>a.opacity,setOpacity:({layer:a},l)=>t.set(a.key,{opacity:l})}),
i=w("section",{class:"iv-layers",attrs:{"aria-label":"Layers",hidden:!0}},w("div",{class:"iv-section-title"},w("b",{},"L\
ayers"),o),s.node);return r.watch(["layers","selection"],()=>{let a=n;if(n=[...t.all].reverse().map(c=>{let u=e.get(c.key);
return u||e.set(c.key,u={...At(c.name,"",{"data-layer":c.name},!1),layer:c}),u.layer=c,u}),n.length!==a.length||n.some((c,u)=>c!==
a[u])){s.node.replaceChildren(...n.map(c=>c.node)),s.reachable();for(let[c,u]of e)n.includes(u)||e.delete(c)}for(let c of n)
ms(c);let l=n.filter(({layer:c})=>c.visible).length,h=r.session.selection.rows.length;P(o,`${h?`${Q(h)} selected · `:""}${l}\
 of ${n.length} shown`),i.hidden=n.length===0}),i}function ms(r){let{name:t,kind:e,count:n,missing:o,color:s,opacity:i,visible:a}=r.
layer;P(r.count,Q(n)+(o?` (−${Q(o)})`:"")),A(r.node,"data-empty",String(n===0));let l=`${Q(n)} ${{shapes:"sources",outline:"\
outlines",marks:"marks",footprints:"footprints"}[e]}`,h=o?`${Q(o)} without a place on the image`:"",c=r.layer.kind==="sh\
apes"&&r.layer.symbol==="ellipse"?r.layer.dots:0,u=c?`${Q(c)} without an ellipse, drawn as dots`:"",m=[t,l,h,u].filter(Boolean).
join(`
`);r.node.title!==m&&(r.node.title=m),A(r.swatch,"data-round",e==="shapes"||e==="marks"),Ct(r,{visible:a,color:s,opacity:i,
hollow:!0})}function co(r){let{store:t}=r,{expressions:e}=j(t),n=new Map,o=[],s=new ut(r,"Conditions on mask planes",{listed:()=>o,toggle:({
expression:a})=>e.set(a.name,{visible:!a.visible}),remove:({expression:a})=>e.set(a.name,{removed:!0}),form:({expression:a})=>fe(
e,a.name),name:({expression:a})=>a.name,opacity:({expression:a})=>a.opacity,setOpacity:({expression:a},l)=>e.set(a.name,
{opacity:l})}),i=w("div",{class:"iv-expressions",attrs:{hidden:!0}},s.node);return r.watch(["mask_expressions","image_in\
fo"],()=>{let a=o;if(o=e.all.map(l=>{let{name:h,expression:c}=l,u=`${h}\0${c}`,m=n.get(u);return m||n.set(u,m={...At(h,c,
{"data-expression":h},!1,!0),expression:l}),m.expression=l,m}),o.length!==a.length||o.some((l,h)=>l!==a[h])){s.node.replaceChildren(
...o.map(l=>l.node)),s.reachable();for(let[l,h]of n)o.includes(h)||n.delete(l)}for(let l of o){let{name:h,expression:c,count:u,
visible:m,color:f,opacity:d,outline:y}=l.expression;de(l,{name:h,description:c===h?"":c,count:u},Kt(t)),Ct(l,{visible:m,
color:f,opacity:d,hollow:y})}i.hidden=o.length===0}),i}function ho(r){let{store:t}=r,e=j(t),n=new Map,o=[],s=w("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"poli\
te"}}),i=(p,g,x)=>w("button",{class:"iv-link",title:x,attrs:{type:"button"},on:{click:()=>e.show(u().map(b=>b.info.name),
g)}},p),a=w("input",{class:"iv-filter iv-input",title:"Show only planes with these letters in their names (/)",attrs:{type:"\
search",placeholder:"filter…","aria-label":"Filter the planes by name",spellcheck:"false"},on:{input:()=>m(),keydown:p=>{
p.key==="Escape"&&a.value?(p.stopPropagation(),a.value="",m()):p.key==="ArrowDown"&&(p.preventDefault(),l.focus(u()[0]))}}}),
l=new ut(r,"Mask planes",{listed:()=>u(),toggle:({info:p})=>e.toggle(p.name),solo:({info:p})=>e.solo(p.name),form:({info:p})=>fe(
e,p.name),name:({info:p})=>p.name,opacity:({info:p})=>e.state(p.name).opacity,setOpacity:({info:p},g)=>e.set(p.name,{opacity:g}),
above:()=>a.focus()}),h=w("p",{class:"iv-quiet",attrs:{hidden:!0}}),c=w("section",{class:"iv-legend",attrs:{"aria-label":"\
Mask planes"}},w("div",{class:"iv-section-title"},w("b",{},"Mask planes"),s,w("span",{class:"iv-spring"}),w("span",{class:"\
iv-muted"},i("all",!0,"Show all listed planes")," · ",i("none",!1,"Hide all listed planes"))),a,l.node,h,co(r)),u=()=>o.
filter(p=>!p.node.hidden),m=()=>{let p=a.value.toLowerCase().split(/\s+/).filter(Boolean);for(let g of o){let x=g.info.name.
toLowerCase();g.node.hidden=!p.every(b=>x.includes(b))}h.hidden=u().length>0,P(h,o.length?"No plane has this in its name\
.":"This image has no mask."),l.reachable()},f=()=>{n.clear();for(let p of e.infos){let{name:g,description:x}=p;n.set(g,
{...At(g,x,{"data-plane":g},!0),info:p})}},d="",y=()=>{let p=e.infos.map(M=>M.name+"\0"+M.description).join("");p!==d&&
(d=p,f());let g=o;o=e.listed.flatMap(M=>{let v=n.get(M.name);return v&&(v.info=M),v?[v]:[]}),(o.length!==g.length||o.some(
(M,v)=>M!==g[v]))&&(l.node.replaceChildren(...o.map(M=>M.node)),m());let x=0;for(let M of o){let v=e.state(M.info.name);
v.visible&&(x+=1),de(M,M.info,Kt(t)),Ct(M,{...v,hollow:v.outline})}let b=o.length<100?" shown":"";P(s,o.length?`${x} of ${o.
length}${b}`:""),a.hidden=o.length===0};return r.watch(["mask_planes","planes","image_info"],y),m(),c}var uo={width:150,height:110},fs=250;function mo(r){let{painter:t,store:e}=r,{viewport:n}=t,o=w("canvas",{attrs:{"aria-h\
idden":"true"}}),s=w("span",{class:"iv-visible"}),i=w("div",{class:"iv-navigator",title:"The whole image: drag to move",
attrs:{role:"img","aria-label":"The whole image, with a box about the part that is shown",hidden:!0},on:{pointerdown:y=>{
y.button===0&&(y.stopPropagation(),a(y),st(y,i,(p,g,x)=>a(x)))},dblclick:y=>y.stopPropagation()}},o,s),a=y=>{let p=F(e);
if(!p)return;let g=o.getBoundingClientRect(),[x,b]=p.shape,[M,v]=p.start;n.centerOn(v-.5+b*(y.clientX-g.left)/g.width,M-
.5+x*(g.bottom-y.clientY)/g.height)},l=_(()=>{let y=F(e),{width:p,height:g,zoom:x,center:b,rotation:M,flip:v}=n;if(!y){i.
hidden=!0;return}let[S,k]=y.shape,[C,T]=y.start,R=p>=330&&g>=230,E=[[0,0],[k,0],[0,S],[k,S]].every(([I,N])=>{let{sx:J,sy:Le}=n.
toScreen(T-.5+I,C-.5+N);return Math.abs(J/p-.5)<=.501&&Math.abs(Le/g-.5)<=.501});if(i.hidden=E||!R,i.hidden)return;let O=I=>`${(M?
I:Math.min(Math.max(I,0),1))*100}%`,[U,V]=[p/x/k/2,g/x/S/2],[K,L]=[(b.x-T+.5)/k,(b.y-C+.5)/S];Object.assign(s.style,{left:O(
K-U),right:O(1-K-U),bottom:O(L-V),top:O(1-L-V),transform:`rotate(${v?-M:M}deg)`}),h&&u()}),h=!0,c=0,u=()=>{c||(c=window.
setTimeout(()=>{c=0,!i.hidden&&h&&f()},m?fs:0))},m=!1,f=()=>{let{dpr:y}=n,p=t.thumbnail(uo.width*y,uo.height*y);p&&(h=!1,
m=!0,o.width=p.width,o.height=p.height,o.style.width=`${p.width/y}px`,o.getContext("2d")?.drawImage(p,0,0))},d=()=>{h=!0,
l.ask()};return r.onClose(n.onChange(l.ask)),r.onClose(r.session.style.onChange(d)),r.onClose(t.onFrame(()=>{!m&&!i.hidden&&
u(),l.ask()})),r.watch(["image_info"],()=>{m=!1,d()}),r.onClose(()=>{l.cancel(),clearTimeout(c)}),i}var ds=300;function fo(r){let{store:t}=r,e=w("span",{class:"iv-busy"}),n=w("div",{class:"iv-progress",attrs:{role:"progr\
essbar","aria-label":"Waiting for the kernel",hidden:!0}},w("i",{}),e),o=0,s=()=>{let i=!!t.local.get("waiting")||t.get(
"busy")!=="",a=!!t.local.get("stalled");P(e,t.get("busy")||(a?"The kernel does not answer. It may be busy: wait, or inte\
rrupt its cell; if it has stopped, restart it and run this cell again.":"")),!i&&!a?(clearTimeout(o),o=0,n.hidden=!0):o||=
window.setTimeout(()=>n.hidden=!1,ds)};r.watch(["busy"],s);for(let i of["waiting","stalled"])r.onClose(t.local.on(i,s));
return r.onClose(()=>clearTimeout(o)),n}function po(r){let{store:t}=r,e=w("span",{class:"iv-error-text"}),n=w("button",{
class:"iv-button iv-plain",title:"Dismiss",attrs:{type:"button","aria-label":"Dismiss"},on:{click:()=>{t.set("error",""),
t.local.set("error","")}}},H("close")),o=w("div",{class:"iv-error",attrs:{role:"alert",hidden:!0}},H("warning"),e,n),s=()=>{
let i=t.get("error")||t.local.get("error")||"";P(e,i),o.hidden=i===""};return r.watch(["error"],s),r.onClose(t.local.on(
"error",s)),o}function yo(r){let t=w("div",{class:"iv-nothing",attrs:{hidden:!0}},w("span",{},"No image yet."),w("code",
{},"viewer.load_image(image)"),w("span",{},"shows one."));return r.watch(["image_info"],()=>t.hidden=F(r.store)!==null),
t}var nt=160,mt=4,bo=8e3,ps=4e3,ys=.4,bs=16,gs=256,go=["Helvetica,Arial,'DejaVu Sans',sans-serif","Times,'Times New Roman'\
,'DejaVu Serif',serif","Courier,'Courier New','DejaVu Sans Mono',monospace"];function xs(r,t){return`${r&8?"italic ":""}${r&
4?"bold ":""}${t}px ${go[r&3]??go[0]}`}function ws(r,{codes:t},e){let{opacity:n,visible:o,...s}=r,{zoom:i,dpr:a,width:l,
height:h,rotation:c,flip:u}=e;return JSON.stringify([s,t.colors?.key,t.sizes?.key,t.shown?.key,t.labels?.key,i,a,l,h,c,u])}
var tn=class{constructor(t,e,n,o,s){this.signature=t;this.placed=e;this.layer=n;this.view=o;let{geometry:i,origin:[a,l],
codes:h}=e,{width:c,height:u,dpr:m}=o;this.zoom=o.zoom,this.#t=o.toImage(c/2,u/2);let[f,d]=[c+2*nt,u+2*nt],y=1e3,[p,g,x]=[
[0,0],[y,0],[0,y]].map(([L,I])=>o.toScreen(a+L,l+I)),b=o.toScreen(this.#t.x,this.#t.y),[M,v]=[p.sx-b.sx+f/2,p.sy-b.sy+d/
2],[S,k,C,T]=[g.sx-p.sx,g.sy-p.sy,x.sx-p.sx,x.sy-p.sy].map(L=>L/y);this.#o=(L,I)=>[M+L*S+I*C,v+L*k+I*T];let R=[-nt,c+nt].
flatMap(L=>[-nt,u+nt].map(I=>o.toImage(L,I))),[E,O]=[R.map(L=>L.x-a),R.map(L=>L.y-l)],U={x0:Math.min(...E),x1:Math.max(...E),
y0:Math.min(...O),y1:Math.max(...O)},V=i.words?.(U,h)??new Uint32Array(0);if(this.#s=V.length>(i.crowd??0),this.#s&&V.length>
bo){let L=V.reduce((I,N)=>Math.max(I,N),0)*bo/V.length;V=V.filter(I=>I<L)}V.sort();let K=new Set(this.#s&&s?.signature===
t?s.shown:[]);this.#n=K.size?[...K,...V.filter(L=>!K.has(L))]:V,this.#e=V.length?new OffscreenCanvas(f*m,d*m).getContext(
"2d",{willReadFrequently:!0}):null,this.#l=Math.ceil(f/mt),this.#i=new Uint8Array(this.#l*Math.ceil(d/mt)),this.#r=i.palette?.(
n)??h.colors?.table??at(n.color)}signature;placed;layer;view;shown=[];zoom;#t;#e;#n;#o;#r;#s;#i;#l;#a=0;#c=ps;covers(t,e){
let{sx:n,sy:o}=t.toScreen(this.#t.x,this.#t.y);return Math.max(Math.abs(n-t.width/2),Math.abs(o-t.height/2))<=nt-e}fill(t){
let e=0;for(;this.#a<this.#n.length&&this.#c>0;){let n=this.#n[this.#a++];if(this.#h(n)&&e++,!(e<bs&&this.#a%gs)){if(e&&
this.#e?.getImageData(0,0,1,1),performance.now()>t)return!1;e=0}}return!0}paint(t,e){if(!this.#e)return;let{width:n,height:o}=this.#e.
canvas,{sx:s,sy:i}=e.toScreen(this.#t.x,this.#t.y),a=e.zoom/this.zoom,[l,h]=[s*e.dpr-n*a/2,i*e.dpr-o*a/2];t.drawImage(this.#e.
canvas,Math.round(l),Math.round(h),n*a,o*a)}#h(t){let e=this.#e,n=this.placed.geometry.word?.(t,this.layer,this.zoom,this.
placed.codes);if(!e||!n?.size)return!1;let{away:o,angle:s,size:i,length:a,font:l,color:h}=n,[c,u]=this.#o(n.x,n.y);if([c,
u]=[c+o,u-o],this.#s){let k=i*ys*a/2;for(let C of o?[0,k,2*k]:[0])for(let T of[0,.7*i])if(this.#u(c+C,u-T))return!1;this.#c--}
let m=n.text();e.font=xs(l,i);let{width:f,actualBoundingBoxLeft:d,actualBoundingBoxRight:y}=e.measureText(m),[p,g]=[Math.
cos(s*Math.PI/180),Math.sin(s*Math.PI/180)],[x,b]=[f*Math.abs(p)+1.2*i*Math.abs(g),f*Math.abs(g)+1.2*i*Math.abs(p)],M=o?
[c,u-.95*i,c+f,u+.25*i]:[c-x/2,u-b/2,c+x/2,u+b/2];if(!m||this.#s&&!this.#m(M))return!1;e.setTransform(p,-g,g,p,c,u),e.transform(
1,0,0,1,o?0:(d-y)/2,o?0:e.measureText("H").actualBoundingBoxAscent/2);let{dpr:v}=this.view,S=e.getTransform();return e.setTransform(
S.a*v,S.b*v,S.c*v,S.d*v,S.e*v,S.f*v),ct(e,m,0,0,`rgb(${[0,1,2].map(k=>this.#r[3*h+k]).join()})`),this.shown.push(t),!0}#u(t,e){
return this.#i[Math.floor(t/mt)+this.#l*Math.floor(e/mt)]}#m([t,e,n,o]){let s=this.#l,[i,a]=[Math.max(Math.floor(t/mt),0),
Math.min(Math.ceil(n/mt),s)],[l,h]=[Math.max(Math.floor(e/mt),0),Math.min(Math.ceil(o/mt),this.#i.length/s)];for(let c=l;c<
h;c++)if(this.#i.subarray(c*s+i,c*s+a).includes(1))return!1;for(let c=l;c<h;c++)this.#i.fill(1,c*s+i,c*s+a);return a>i&&
h>l}},pe=class{#t=null;#e=null;fill(t,e,n,o,s){if(!e.geometry.words||t.kind==="shapes"&&!e.codes.labels)return this.#t=this.#e=
null,!0;let i=ws(t,e,n);if(this.#t?.signature===i&&this.#t.covers(n,nt/2))return!0;if(this.#e?.signature!==i||!this.#e.covers(
n,0)){if(s&&this.#t&&this.#t.zoom!==n.zoom)return!1;this.#e=new tn(i,e,t,n,this.#t)}return this.#e.fill(o)?([this.#t,this.#e]=
[this.#e,null],this.#t.covers(n,nt/2)):!1}paint(t,e,n){t.globalAlpha=e.opacity,this.#t?.paint(t,n)}};var xo=128;function wo(r){let{left:t,bottom:e}=r.device(),{x0:n,y0:o,x1:s,y1:i}=r.covered();return{col0:Math.floor((n-t)/
256),col1:Math.ceil((s-t)/256),row0:Math.floor((e-i)/256),row1:Math.ceil((e-o)/256)}}function Ms({col0:r,col1:t,row0:e,row1:n}){
let o=[];for(let i=e;i<n;i++)for(let a=r;a<t;a++)o.push([a,i]);let s=([i,a])=>Math.hypot(i+.5-(r+t)/2,a+.5-(e+n)/2);return o.
sort((i,a)=>s(i)-s(a))}var en=class{constructor(t,e,n,o){this.id=t;this.col=e;this.row=n;this.owner=o}id;col;row;owner;bytes=0;ink=null;picture=null;colors=null;left=null;get done(){
return this.left?.length===0}pinned(){return this.owner.inView(this)}evict(){this.owner.drop(this)}};function vo(r,{codes:t},e){
let{width:n}=r,o=r.kind==="shapes"?[r.symbol,r.size,r.unit,r.scale,r.fill>0]:[];return o.push(t.colors?.key??0,t.sizes?.
key??0,t.shown?.key??0),[e.zoom,e.dpr,n,...o].join(" ")}var ye=class{constructor(t,e,n,o){this.signature=t;this.placed=e;
this.#e=n,this.#n={...e.codes},this.#r=o.zoom*o.dpr,this.#s=o.dpr;let[s,i]=o.box.start;this.#o=[e.origin[0]-i+.5,e.origin[1]-
s+.5]}signature;placed;cost=0;#t=new Map;#e;#n;#o;#r;#s;#i={col0:0,col1:0,row0:0,row1:0};#l=new Uint32Array(0);#a=[];#c=0;#h="";inView({
col:t,row:e}){let{col0:n,col1:o,row0:s,row1:i}=this.#i;return t>=n&&t<o&&e>=s&&e<i}drop(t){this.#t.delete(t.id)}dispose(){
for(let t of this.#t.values())$.drop(t);this.#t.clear()}fill(t,e){this.#i=t;let n=performance.now(),o=!0,s=0;for(let[i,a]of Ms(
t)){let l=this.#u(i,a);if(!l.done){if(o=s===0||performance.now()<e,o&&=this.#m(l,e),!o)break;s++}}return this.cost+=performance.
now()-n,o}paint(t,e,n){this.#f(n);let{left:o,bottom:s,scale:i}=e.device(),a=i/this.#r,l=256*a,h=e.covered();t.globalAlpha=
n.opacity,t.imageSmoothingEnabled=a!==1;for(let c of this.#t.values()){if(!c.ink||!c.done)continue;let u=Math.round(o+c.
col*l),m=Math.round(o+(c.col+1)*l),f=Math.round(s-(c.row+1)*l),d=Math.round(s-c.row*l);m<=h.x0||d<=h.y0||u>=h.x1||f>=h.y1||
($.touch(c),t.drawImage(this.#p(c,c.ink),u,f,m-u,d-f))}}#u(t,e){let n=`${t} ${e}`,o=this.#t.get(n);return o||this.#t.set(
n,o=new en(n,t,e,this)),o}#m(t,e){let{geometry:n}=this.placed,[o,s]=this.#o,i=this.#r;if(!t.left){let[h,c]=[t.col*256/i-
o,t.row*256/i-s],u={x0:h,y0:c,x1:h+256/i,y1:c+256/i};t.left=n.near(u,this.#e,i,this.#s,this.#n)}t.left.length&&(t.ink??=
new _t(W(this.#e.width,this.#s)));let{ink:a}=t,l={left:o*i-t.col*256,top:(t.row+1)*256-s*i,scale:i,dpr:this.#s};for(;a&&
t.left.length&&(n.draw(a,t.left.subarray(0,xo),l,this.#e,this.#n),t.left=t.left.subarray(xo),!(performance.now()>e)););return t.
left.length?!1:(t.left=new Uint32Array(0),a?.empty&&(t.ink=null),$.keep(t,t.ink?(t.ink.fills?8:6)*256*256:64),!0)}#f(t){
let e=t.kind==="shapes"?t.fill:0,n=`${t.color} ${e}`;this.#h!==n&&(this.#h=n,this.#c=e,this.#a=this.placed.geometry.palette?.(
t)??this.#n.colors?.table??at(t.color),this.#l=wn(this.#a,t.width,this.#s))}#p(t,e){if(t.picture&&t.colors===this.#l)return t.
picture;let n=new Uint32Array(256*256);for(let i=0;i<n.length;i++)n[i]=this.#l[e.marks[i]];let{fills:o}=e,s=new Uint8ClampedArray(
n.buffer);for(let i=0;o&&i<n.length;i++){if(o[i]>255)continue;let a=s[4*i+3]/255,l=this.#c*(1-a),h=a+l;for(let c=0;c<3;c++){
let u=4*i+c;s[u]=(s[u]*a+this.#a[3*o[i]+c]*l)/(h||1)}s[4*i+3]=255*h}return t.picture??=new OffscreenCanvas(256,256),t.picture.
getContext("2d")?.putImageData(new ImageData(s,256,256),0,0),t.colors=this.#l,t.picture}};var ot=null;function be(r,t,e){if(!t.turned)return e(r);let{x0:n,y0:o,x1:s,y1:i}=t.covered(),[a,l]=[s-n,i-o];if(ot??=new OffscreenCanvas(
1,1).getContext("2d"),!ot)return;let{canvas:h}=ot;h.width<a&&(h.width=a),h.height<l&&(h.height=l),ot.setTransform(1,0,0,
1,0,0),ot.clearRect(0,0,a,l),ot.setTransform(1,0,0,1,-n,-o),ot.save(),e(ot),ot.restore();let c=t.turning();r.save(),r.setTransform(
c.xx,c.yx,c.xy,c.yy,c.x0,c.y0),r.globalAlpha=1,r.imageSmoothingEnabled=!t.upright,r.drawImage(h,0,0,a,l,n,o,a,l),r.restore()}var Ss=2,nn=14,Mo=50;function So(r){let{painter:t,session:e}=r,{viewport:n}=t,{layers:o,selection:s}=e,i=()=>[...o.all,...s.
drawn()],a=v=>s.placed(v)??o.placed(v),l=w("canvas",{class:"iv-overlay",attrs:{"aria-hidden":"true",hidden:!0}}),h=l.getContext(
"2d"),c=new Map,u=0,m=0,f="",d=-1/0,y=()=>{u||=requestAnimationFrame(()=>{u=0,g()})},p=(v,S,k,C)=>{let T=i().find(U=>U.key===
v),R=a(v);if(!T||!R)return!0;let E=c.get(v);E||c.set(v,E={front:null,next:null,words:new pe,cost:0});let O=vo(T,R,n);return E.
front?.signature===O?(E.next?.dispose(),E.next=null,E.front.fill(S,k)):(E.next?.signature!==O&&(E.next?.dispose(),E.next=
new ye(O,R,T,n)),C&&E.front&&E.cost>nn/2||!E.next.fill(S,k)?!1:(E.front?.dispose(),E.cost=E.next.cost,E.front=E.next,E.next=
null,!0))},g=()=>{let v=i().filter(({key:I,visible:N})=>N&&a(I));if(l.hidden=v.length===0,l.hidden||!h){let I=o.all.some(
({visible:N,count:J})=>N&&J);return A(l,"data-sharp",String(!I))}let S=performance.now();n.zoom!==m&&([m,d]=[n.zoom,S]);
let k=S-d<Mo,{left:C,bottom:T}=n.device(),R=f!==`${C} ${T} ${m}`;f=`${C} ${T} ${m}`;let E=$.timeLeft(Number(document.timeline.
currentTime)),O=S+(R?Math.max(E,Ss):nn),U=wo(n),V=!0;for(let I of v){let{key:N}=I;V=p(N,U,O,k)&&V;let J=a(N);J&&(V=(c.get(
N)?.words.fill(I,J,n,O,k)??!0)&&V)}let{width:K,height:L}=t.canvas;l.width!==K||l.height!==L?(l.width=K,l.height=L,l.style.
width=t.canvas.style.width,l.style.height=t.canvas.style.height):h.clearRect(0,0,K,L),be(h,n,I=>{for(let N of v)c.get(N.
key)?.front?.paint(I,n,N)});for(let I of v)c.get(I.key)?.words.paint(h,I,n);$.spend(performance.now()-S),A(l,"data-sharp",
String(V)),V?b(U):y()},x=0,b=({col0:v,col1:S,row0:k,row1:C})=>{clearTimeout(x);let T={col0:v-1,col1:S+1,row0:k-1,row1:C+
1};x=setTimeout(()=>{let R=performance.now()+nn/2,E=!0;for(let{front:O}of c.values())E=(O?.fill(T,R)??!0)&&E;E||b({col0:v,
col1:S,row0:k,row1:C})},Mo)};r.onClose(t.onFrame(g));let M=()=>{let v=new Set(i().map(({key:S})=>S));for(let[S,{front:k,
next:C}]of c)v.has(S)||(k?.dispose(),C?.dispose(),c.delete(S));A(l,"data-sharp","false"),y()};return r.onClose(o.onChange(
M)),r.onClose(r.store.on("selection",M)),r.onClose(()=>{cancelAnimationFrame(u),clearTimeout(x);for(let{front:v,next:S}of c.
values())v?.dispose(),S?.dispose()}),l}function ko({zoom:r,dpr:t},e){let n=Math.floor(Math.log2(1/(r*t))+1e-9);return Math.min(Math.max(n,0),e-1)}function on(r,t,e,n,o){
let{left:s,bottom:i,scale:a}=r.device();return{x0:Math.round(s+t*a),x1:Math.round(s+(t+n)*a),y0:Math.round(i-(e+o)*a),y1:Math.
round(i-e*a)}}function Ao(r,t,e){let{left:n,bottom:o,scale:s}=r.device(),i=r.width*r.dpr,a=r.height*r.dpr,{x0:l,y0:h,x1:c,
y1:u}=r.covered(),{xx:m,xy:f}=r.turning(),d=t.tile*2**e,y=d*s,[p,g]=t.shape,x=Math.max(0,Math.floor((l-n)/y)),b=Math.min(
Math.ceil(g/d),Math.ceil((c-n)/y))-1,M=Math.max(0,Math.floor((o-u)/y)),v=Math.min(Math.ceil(p/d),Math.ceil((o-h)/y))-1,S=(i/
2-n)/y-.5,k=(o-a/2)/y-.5,C=[],T=y/2*(Math.abs(m)+Math.abs(f))+1;for(let R=M;R<=v;R++)for(let E=x;E<=b;E++){let{x:O,y:U}=r.
across((E-S)*y,(R-k)*y);Math.abs(O)>i/2+T||Math.abs(U)>a/2+T||C.push({key:[e,R,E],distance:Math.hypot(E-S,R-k)})}return C.
sort((R,E)=>R.distance-E.distance).map(({key:R})=>R)}function Co(r,t,e,n){let o=[];for(let s of r){if(s>=0){let l=new Uint8Array(n),h=t.indexOf(s>>3);if(h>=0)for(let c=0,u=h;c<
n;c++,u+=t.length)l[c]=e[u]>>(s&7)&1;o.push(l);continue}let i=o.pop();if(s===-1){for(let l=0;l<n;l++)i[l]^=1;o.push(i);continue}
let a=o[o.length-1];if(s===-2)for(let l=0;l<n;l++)a[l]&=i[l];else for(let l=0;l<n;l++)a[l]|=i[l]}return o.pop()}function ks({
width:r,height:t}){let e=new Uint8Array(0);return{index:new Uint8Array(r*t),count:1,bytes:[],own:new Uint8Array(1),edge:e,
apron:e}}function Eo(r,t){let{bytes:e,own:n,count:o,index:s,apron:i}=r.pairs??ks(r),a=Array.from({length:o},(u,m)=>m),l=t.
map(({postfix:u})=>Co(u,e,n,o)),h=l.map((u,m)=>t[m].outline?new Array(o).fill(0):[...u]);if(!r.pairs||!t.some(({outline:u})=>u))
return{index:s,parent:a,painted:h};let c=new Uint32Array(s);return t.forEach(({postfix:u,outline:m},f)=>{if(!m)return;let d=Co(
u,e,i,2*(r.width+r.height)),y=new Map;As(r,s,l[f],d,p=>{let g=c[p],x=y.get(g);x===void 0&&(x=a.push(a[g])-1,h.forEach((b,M)=>b.
push(M===f?1:b[g])),y.set(g,x)),c[p]=x})}),{index:c,parent:a,painted:h}}function As({width:r,height:t},e,n,o,s){let[i,a,
l]=[r,2*r,2*r+t];for(let h=0,c=0;h<t;h++)for(let u=0;u<r;u++,c++){if(!n[e[c]])continue;let m=h>0?n[e[c-r]]:o[u],f=h<t-1?
n[e[c+r]]:o[i+u],d=u>0?n[e[c-1]]:o[a+h],y=u<r-1?n[e[c+1]]:o[l+h];m&f&d&y||s(c)}}function To(r){let t=()=>new Float64Array(r);return{k:t(),r:t(),g:t(),b:t(),painted:new Uint8Array(r)}}function Cs({codes:r,
channels:t,width:e,height:n},o,s){let i=e*n;if(t===1){for(let a=0;a<i;a++)s[a]=o[r[a]];return}for(let a=0;a<i;a++){let l=o[r[i+
a]]&65280;s[a]=(o[r[a]]&255|l|o[r[2*i+a]]&16711680|4278190080)>>>0}}var ge=class{#t=To(256);signature(t,e){let{pairs:n}=t,
o=String(e.shadingVersion);if(n){let s=new Uint8Array(n.bytes.length);for(let i=0;i<n.own.length;i++)s[i%s.length]|=n.own[i];
for(let i of e.planes){let a=n.bytes.indexOf(i.byte);a>=0&&s[a]>>i.bit&1&&(o+="|"+i.key)}}for(let s of e.expressions)o+=
"|"+s.key;return o}composite(t,e,n){let o=t.width*t.height;Cs(t,e.lut(t.codec),n);let s=e.expressions.length?Eo(t,e.expressions):
null;if(!this.#e(t,s,e))return;let i=s?.index??t.pairs.index,{k:a,r:l,g:h,b:c,painted:u}=this.#t;for(let m=0;m<o;m++){let f=i[m];
if(u[f]===0)continue;let d=n[m],y=a[f];n[m]=((d&255)*y+l[f]+.5|(d>>>8&255)*y+h[f]+.5<<8|(d>>>16&255)*y+c[f]+.5<<16|4278190080)>>>
0}}#e({pairs:t},e,n){let o=e?.parent.length??t?.count??0;this.#t.k.length<o&&(this.#t=To(o));let{k:s,r:i,g:a,b:l,painted:h}=this.#t;
s.fill(1,0,o);for(let m of[i,a,l,h])m.fill(0,0,o);let c=!1,u=(m,f)=>{let{opacity:d}=f,y=1-d;s[m]*=y,i[m]=i[m]*y+f.r*d,a[m]=
a[m]*y+f.g*d,l[m]=l[m]*y+f.b*d,h[m]=1,c=!0};for(let m of n.planes){let f=t?t.bytes.indexOf(m.byte):-1;if(!t||f<0)continue;
let d=m.outline?t.edge:t.own;for(let y=0,p=f;y<t.count;y++,p+=t.bytes.length)d[p]>>m.bit&1&&u(y,m)}if(!e)return c;for(let m=t?.
count??1;m<o;m++)for(let f of[s,i,a,l,h])f[m]=f[e.parent[m]];return n.expressions.forEach((m,f)=>{let d=e.painted[f];for(let y=0;y<
o;y++)d[y]&&u(y,m)}),c}};var rn=new ge,xe=new Uint32Array(65536);function sn(r,t){return r.picture?r.styleVersion===t.version?!0:r.signature!==rn.
signature(r.tile,t)?!1:(r.styleVersion=t.version,!0):!1}function we(r,t){if(sn(r,t))return;let{tile:e}=r,{width:n,height:o}=e;
xe.length<n*o&&(xe=new Uint32Array(n*o)),rn.composite(e,t,xe),r.picture||(r.picture=new OffscreenCanvas(n,o),$.keep(r,r.
size));let s=new Uint8ClampedArray(xe.buffer,0,4*n*o);r.picture.getContext("2d",{alpha:!1})?.putImageData(new ImageData(
s,n,o),0,0),r.styleVersion=t.version,r.signature=rn.signature(e,t)}var Es=4,Ts=4096;function Lo(r,t,e){let{codec:n}=r,{low:o,high:s,thresholds:i}=t,a=s-o;if(n.exact||!(a>0))return!1;if(!Number.
isFinite(n.stepAt(o)+n.stepAt(s)))return!0;let l=Is(r.codes);if(!l)return!1;let h=Math.max(n.value(l[0]),o),c=Math.min(n.
value(l[1]),s);if(h>c)return!1;let u=y=>y===0?0:y===z?1:i[y-1],f=r.level===0&&/int/.test(e.dtype)?1:Ls(Math.min(Math.abs(
h),Math.abs(c))),d=a;for(let y=0;y<z;y++){let[p,g]=[u(y)*a,u(y+1)*a];g>p&&o+g>=h&&o+p<=c&&(d=Math.min(d,g-p))}return Math.
max(n.stepAt(h),n.stepAt(c))>Es*Math.max(d,f)}function Ls(r){return r>0?2**(Math.floor(Math.log2(r))-23):0}function Is(r){
let t=Math.max(1,Math.floor(r.length/Ts)),e=new Uint16Array(Math.ceil(r.length/t)),n=0;for(let s=0;s<r.length;s+=t)r[s]>=
2&&r[s]<=65534&&(e[n++]=r[s]);if(!n)return null;let o=e.subarray(0,n).sort();return[o[Math.floor(.005*(n-1))],o[Math.ceil(
.995*(n-1))]]}var Ps=[[1,0],[0,1],[-1,0],[0,-1]];function an(r,t,e){return Math.min(Math.max(r,t),e)}var ve=class{center={x:0,y:0};zoom=1;width=1;height=1;dpr=1;rotation=0;flip=!1;fitted=!0;#t=1;#e=0;#n=1;#o=!1;#r={
shape:[1,1],start:[0,0]};#s=null;#i=new Set;get box(){return this.#r}get fov(){return Math.min(this.width,this.height)/this.
zoom}get turned(){return this.rotation!==0||this.flip}get upright(){return this.rotation%90===0}get fitZoom(){let[t,e]=this.#r.
shape,[n,o]=[Math.abs(this.#t),Math.abs(this.#e)];return Math.min(this.width/Math.max(e*n+t*o,1),this.height/Math.max(t*
n+e*o,1))}get minZoom(){return Math.min(this.fitZoom/4,1)}get maxZoom(){return Math.max(this.fitZoom,64)}setImage(t,e){this.#r=
t,this.#s=e,this.show(e)}resize(t,e,n){let{center:o,fov:s,fitted:i,rotation:a,flip:l}=this;this.width=Math.max(t,1),this.
height=Math.max(e,1),this.dpr=n,i?this.fit():this.show({center:o,fov:s,rotation:a,flip:l})}show(t){if(this.#a(t?.rotation??
0,t?.flip??!1),!t)return this.fit();this.#h(Math.min(this.width,this.height)/t.fov,t.center.x,t.center.y,!1,!0)}turn(t,e=this.
flip){this.#a(t,e),this.fitted?this.fit():this.#h(this.zoom,this.center.x,this.center.y)}fit(){let[t,e]=this.#r.shape,[n,
o]=this.#r.start;this.#h(this.fitZoom,o+(e-1)/2,n+(t-1)/2,!0,!0)}oneToOne(){this.#h(Math.max(1,Math.round(this.dpr))/this.
dpr,this.center.x,this.center.y)}home(){this.show(this.#s)}zoomAbout(t,e,n){let o=this.#c(this.zoom*t),s=e-this.width/2,
i=n-this.height/2,a=1/this.zoom-1/o,{x:l,y:h}=this.along(s,i);this.#h(o,this.center.x+l*a,this.center.y+h*a)}panBy(t,e){
let{x:n,y:o}=this.along(t,e);this.#h(this.zoom,this.center.x-n/this.zoom,this.center.y-o/this.zoom)}centerOn(t,e){this.#h(
this.zoom,t,e)}along(t,e){return{x:this.#n*(this.#t*t-this.#e*e),y:-this.#e*t-this.#t*e}}across(t,e){let n=this.#n*t;return{
x:this.#t*n-this.#e*e,y:-this.#e*n-this.#t*e}}toScreen(t,e){let[n,o]=this.#r.start,{left:s,bottom:i,scale:a}=this.device(),
[l,h]=[s+(t-(o-.5))*a,i-(e-(n-.5))*a],c=this.turning();return{sx:(c.xx*l+c.xy*h+c.x0)/this.dpr,sy:(c.yx*l+c.yy*h+c.y0)/this.
dpr}}toImage(t,e){let[n,o]=this.#r.start,{left:s,bottom:i,scale:a}=this.device(),l=this.turning(),[h,c]=[t*this.dpr-l.x0,
e*this.dpr-l.y0];return{x:(l.xx*h+l.yx*c-s)/a+(o-.5),y:(i-(l.xy*h+l.yy*c))/a+(n-.5)}}device(){let{x:t,y:e,scale:n}=this.#l();
return{left:Math.round(t),bottom:Math.round(e),scale:n}}turning(){let[t,e,n,o]=[this.#n*this.#t,this.#e,-this.#n*this.#e,
this.#t];if(!this.turned)return{xx:t,xy:0,yx:0,yy:o,x0:0,y0:0};let[s,i]=[this.width*this.dpr/2,this.height*this.dpr/2];if(this.
upright)return{xx:t,xy:e,yx:n,yy:o,x0:Math.round(s-t*s-e*i),y0:Math.round(i-n*s-o*i)};let{x:a,y:l}=this.#l(),[h,c]=[s-a+
Math.round(a),i-l+Math.round(l)];return{xx:t,xy:e,yx:n,yy:o,x0:s-t*h-e*c,y0:i-n*h-o*c}}covered(){let[t,e]=[this.width*this.
dpr,this.height*this.dpr];if(!this.turned)return{x0:0,y0:0,x1:t,y1:e};let n=this.turning(),o=[[0,0],[t,0],[0,e],[t,e]].map(
([l,h])=>[l-n.x0,h-n.y0]),s=o.map(([l,h])=>n.xx*l+n.yx*h),i=o.map(([l,h])=>n.xy*l+n.yy*h),a=this.upright?0:1;return{x0:Math.
floor(Math.min(...s))-a,y0:Math.floor(Math.min(...i))-a,x1:Math.ceil(Math.max(...s))+a,y1:Math.ceil(Math.max(...i))+a}}onChange(t){
return this.#i.add(t),()=>this.#i.delete(t)}#l(){let[t,e]=this.#r.start,n=this.zoom*this.dpr;return{x:this.width*this.dpr/
2+(e-.5-this.center.x)*n,y:this.height*this.dpr/2-(t-.5-this.center.y)*n,scale:n}}#a(t,e){let n=(t%360+360)%360;if(n===this.
rotation&&e===this.flip)return;let o=n*Math.PI/180;this.rotation=n,this.flip=e,this.#n=e?-1:1,[this.#t,this.#e]=Ps[n/90]??
[Math.cos(o),Math.sin(o)],this.#o=!0}#c(t){return an(t,Math.min(this.minZoom,this.zoom),Math.max(this.maxZoom,this.zoom))}#h(t,e,n,o=!1,s=!1){
let[i,a]=this.#r.shape,[l,h]=this.#r.start,c=(y,p,g,x)=>an(y,Math.min(g-.5,p),Math.max(g+x-.5,p)),u=s?e:c(e,this.center.
x,h,a),m=s?n:c(n,this.center.y,l,i),f=o?t:s?an(t,this.minZoom/16,this.maxZoom*16):this.#c(t);if(!(f===this.zoom&&u===this.
center.x&&m===this.center.y&&o===this.fitted&&!this.#o)){this.#o=!1,this.zoom=f,this.center={x:u,y:m},this.fitted=o;for(let y of[
...this.#i])y()}}};var Rs=300,Vt=512,Os="200px",ln=class{count=0;start=new Float64Array(Vt);work=new Float64Array(Vt);get last(){return this.
count?this.start[(this.count-1)%Vt]:0}add(t,e){this.start[this.count%Vt]=t,this.work[this.count%Vt]=e,this.count++}},Me=class{canvas=document.
createElement("canvas");viewport=new ve;frames=new ln;#t;#e;#n=new Set;#o=[];#r;#s=0;#i=0;#l=!0;#a=!1;#c=null;#h=[];#u="";#m=!1;#f=null;constructor(t,e){
this.#t=t;let n=this.canvas.getContext("2d",{alpha:!1});if(!n)throw new Error("this browser gives no 2-D canvas");this.#e=
n,this.canvas.className="imgview-canvas",Object.assign(this.canvas,{imgview:{session:t,painter:this,aligned:jn}}),e.append(
this.canvas),this.#o.push(t.tiles.onChange(()=>this.#M()),t.style.onChange(()=>this.invalidate()),t.store.on("viewport",
()=>this.#S()),this.viewport.onChange(()=>this.#y())),this.#r=new IntersectionObserver(o=>this.#k(o[o.length-1].isIntersecting),
{rootMargin:Os}),this.#r.observe(e),this.#p()}resize(t,e,n){if(!(t>0&&e>0))return;let o=Math.max(1,Math.round(t*n)),s=Math.
max(1,Math.round(e*n));o!==this.canvas.width&&(this.canvas.width=o),s!==this.canvas.height&&(this.canvas.height=s),this.
canvas.style.width=`${o/n}px`,this.canvas.style.height=`${s/n}px`,this.#m=!0,this.viewport.resize(o/n,s/n,n),this.#m=!1,
this.#t.store.set("canvas_size",[Math.round(t),Math.round(e)]),this.#C(performance.now())}invalidate(){this.#b(!1),!(this.#s||
!this.#l)&&(this.#s=requestAnimationFrame(t=>{this.#s=0,this.#C(t)}))}onFrame(t){return this.#n.add(t),()=>this.#n.delete(
t)}complete(){return this.#a}thumbnail(t,e){let n=this.#t.tiles.get(this.#t.tiles.overview),o=this.#t.tiles.info;if(!n||
!o)return null;we(n,this.#t.style);let[s,i]=o.shape,a=Math.min(t/i,e/s),l=document.createElement("canvas");l.width=Math.
max(1,Math.round(i*a)),l.height=Math.max(1,Math.round(s*a));let h=l.getContext("2d",{alpha:!1});if(!h||!n.picture)return null;
let c=2**n.tile.level*a,u=n.tile.height*c;return h.drawImage(n.picture,0,l.height-u,n.tile.width*c,u),l}dispose(){cancelAnimationFrame(
this.#s),clearTimeout(this.#i),this.#r.disconnect();for(let t of this.#o)t();this.#n.clear(),this.#t.tiles.forget(this),
this.canvas.remove(),this.canvas.width=this.canvas.height=0}#p(){let t=this.#t.tiles.info,e=t?.id??null;e!==this.#c&&(this.#c=
e,this.#h=[],t&&(this.#m=!0,this.viewport.setImage(t,this.#d()),this.#m=!1))}#d(){let t=this.#t.store.get("viewport");return t&&
{...t,center:{x:t.center[0],y:t.center[1]}}}#M(){if(this.#p(),this.#u="",this.invalidate(),!!this.#l)for(let t of this.#h){
let e=this.#t.tiles.get(t);e&&!e.picture&&we(e,this.#t.style)}}#S(){this.#p();let t=this.#t.store.get("viewport");t&&t===
this.#f||(this.#m=!0,this.viewport.show(this.#d()),this.#m=!1,this.invalidate())}#y(){if(this.invalidate(),this.#m||this.#c===
null)return;let{center:t,fov:e,fitted:n,rotation:o,flip:s,turned:i}=this.viewport;this.#f=n&&!i?null:{center:[t.x,t.y],fov:e,
...o&&{rotation:o},...s&&{flip:s}},this.#t.store.set("viewport",this.#f)}#k(t){if(t!==this.#l){if(this.#l=t,t)return this.
invalidate();cancelAnimationFrame(this.#s),clearTimeout(this.#i),this.#s=0,this.#u="",this.#t.tiles.forget(this)}}#b(t){
this.#a=t,this.canvas.dataset.complete=String(t)}#A(t,e){let{tiles:n}=this.#t,o=new Map;for(let[s,i,a]of t){for(let l=1;s+
l<e;l++){let h=n.get([s+l,i>>l,a>>l]);if(h){o.set(h.id,h);break}}for(let l=1;l<=2&&l<=s;l++){let h=1<<l;for(let c=0;c<h*
h;c++){let u=n.get([s-l,i*h+Math.floor(c/h),a*h+c%h]);u&&o.set(u.id,u)}}}return[...o.values()].sort((s,i)=>i.tile.level-
s.tile.level)}#C(t){if(!this.#l)return;let e=performance.now(),{tiles:n}=this.#t,{info:o}=n,s=!0;if(o){let i=ko(this.viewport,
o.levels),a=Ao(this.viewport,o,i);this.#g(a);let l=a.map(m=>n.get(m)),h=l.filter(m=>m!==void 0),c=this.#A(a.filter((m,f)=>!l[f]),
o.levels),u=this.#w([...h,...c],t);be(this.#e,this.viewport,m=>this.#E(m,c,h,o.shape)),s=!u&&h.length===a.length,this.canvas.
dataset.level=String(i),this.canvas.dataset.tiles=String(h.length),u&&this.invalidate()}else this.#e.fillStyle="#000",this.#e.
fillRect(0,0,this.canvas.width,this.canvas.height);this.#b(s),clearTimeout(this.#i),s&&(this.#i=setTimeout(()=>this.#v(),
Rs)),this.frames.add(e,performance.now()-e);for(let i of[...this.#n])i()}#g(t){let e=t.join(" ");e!==this.#u&&(this.#u=e,
this.#h=t,this.#t.tiles.want(this,t))}#E(t,e,n,[o,s]){let{x0:i,y0:a,x1:l,y1:h}=this.viewport.covered();t.fillStyle="#000",
t.fillRect(i,a,l-i,h-a);let c=on(this.viewport,0,0,s,o);t.save(),t.beginPath(),t.rect(c.x0,c.y0,c.x1-c.x0,c.y1-c.y0),t.clip();
for(let u of e)this.#x(t,u,!0);for(let u of n)this.#x(t,u,!1);t.restore()}#x(t,{tile:e,picture:n},o){let s=this.#t.tiles.
info;if(!n||!s)return;let i=2**e.level,a=s.tile*i,{x0:l,y0:h,x1:c,y1:u}=on(this.viewport,e.col*a,e.row*a,e.width*i,e.height*
i);t.imageSmoothingEnabled=o||c-l<e.width,t.drawImage(n,l,h,c-l,u-h)}#w(t,e){let n=!1,o=0;for(let s of t){if(sn(s,this.#t.
style))continue;if(s.picture&&o&&$.timeLeft(e)<=0){n=!0;continue}let i=performance.now();we(s,this.#t.style),$.spend(performance.
now()-i),o++}return n}#v(){let{tiles:t,style:e}=this.#t;if(!this.#a||!t.info)return;let n=[];for(let o of this.#h){let s=t.
get(o);!s||s.refined===e.shadingVersion||(Lo(s.tile,e.shading,t.info)?n.push(s):s.refined=e.shadingVersion)}t.refine(n,e.
shadingVersion)}};var Vs=Math.log(1.25)/100,Fs=.01,Us=33,Ds=400,_s=45,Ns=3;function Se({x:r,y:t}){return{sx:r,sy:t}}function Io(r){let{stage:t,
painter:e,picker:n,probe:o,store:s,signal:i}=r,{viewport:a}=e,l=new Map,h="none",c={x:0,y:0,contrast:1,bias:.5},u=!1,m=t.
getBoundingClientRect(),f=b=>({x:b.clientX-m.left,y:b.clientY-m.top}),d=()=>{m=t.getBoundingClientRect()},y=$s((b,M)=>a.
zoomAbout(b,M.x,M.y));r.onClose(y.cancel),t.addEventListener("wheel",b=>{b.preventDefault(),d();let M=b.deltaMode===1?Us:
b.deltaMode===2?Ds:1,v=(b.deltaY||b.deltaX)*M,S=b.ctrlKey?Fs:Vs;y.push(Math.max(-1.2,Math.min(1.2,-v*S)),f(b))},{passive:!1,
signal:i});let p=_(()=>{let[b]=l.values();h==="contrast"&&b&&to(r,c,b.x-c.x,b.y-c.y)});r.onClose(p.cancel),t.addEventListener(
"pointerdown",b=>{if(b.target!==t&&!(b.target instanceof HTMLCanvasElement)||b.button===1)return;d(),t.focus({preventScroll:!0}),
t.setPointerCapture(b.pointerId);let M=f(b);l.set(b.pointerId,M),c={...M,contrast:s.get("contrast"),bias:s.get("bias")};
let v=b.ctrlKey||b.metaKey?"box":b.altKey?"lasso":n.tool;l.size===2?h="pinch":v!=="pan"&&b.button===0?h="select":h=b.button===
2||b.shiftKey?"contrast":"pan",n.drop(),h==="select"&&n.begin(v,Se(M)),u=l.size>1},{signal:i}),t.addEventListener("point\
ermove",b=>{let M=l.get(b.pointerId);if(!M){if(b.target.closest(".iv-navigator"))return o.leave();d();let S=f(b);o.moveTo(
S.x,S.y);return}let v=f(b);!u&&Math.hypot(v.x-c.x,v.y-c.y)<Ns||(u=!0,t.dataset.gesture=h,h==="pan"?a.panBy(v.x-M.x,v.y-M.
y):h==="pinch"?g(b.pointerId,v):h==="select"&&n.extend(Se(v)),l.set(b.pointerId,v),h==="contrast"?p.ask():o.moveTo(v.x,v.
y))},{signal:i});let g=(b,M)=>{let v=l.get(b),S=[...l].find(([T])=>T!==b)?.[1];if(!v||!S)return;let k=Math.hypot(v.x-S.x,
v.y-S.y),C=Math.hypot(M.x-S.x,M.y-S.y);a.panBy((M.x-v.x)/2,(M.y-v.y)/2),k>0&&C>0&&a.zoomAbout(C/k,(M.x+S.x)/2,(M.y+S.y)/
2)},x=b=>{l.delete(b.pointerId)&&(b.type==="pointercancel"?n.drop():!u&&b.button===0?n.click(Se(f(b)),b.shiftKey):!u&&b.
button===2?he(r,Se(f(b))):h==="select"&&n.finish(b.shiftKey),h=l.size===1?"pan":"none",h==="none"&&delete t.dataset.gesture)};
t.addEventListener("pointerup",x,{signal:i}),t.addEventListener("pointercancel",x,{signal:i}),t.addEventListener("pointe\
rleave",b=>{l.has(b.pointerId)||o.leave()},{signal:i}),t.addEventListener("dblclick",b=>{d();let{x:M,y:v}=f(b),S=a.toImage(
M,v);a.centerOn(S.x,S.y)},{signal:i}),t.addEventListener("contextmenu",b=>{b.preventDefault(),b.stopPropagation()},{signal:i})}
function $s(r){let t=0,e={x:0,y:0},n=0,o=_(()=>{let s=performance.now(),i=1-Math.exp(-Math.min(s-n,100)/_s);n=s;let a=Math.
abs(t)<.004?t:t*i;t-=a,r(Math.exp(a),e),t&&o.ask()});return{push:(s,i)=>{if(t=Math.sign(t)===-Math.sign(s)?s:t+s,e=i,Math.
abs(s)<.06){r(Math.exp(t),i),t=0;return}t===s&&(n=performance.now()-16),o.ask()},cancel:o.cancel}}var Hs=500,Ks=3,ke=class{constructor(t){this.view=t;let{stage:e,painter:n,store:o,signal:s}=t,i=document.createElementNS(
"http://www.w3.org/2000/svg","svg");i.setAttribute("class","iv-area"),i.append(this.#e),this.nodes=[i,this.#t];let a=_(()=>{
this.#o&&this.#u(this.at(this.#o))});e.addEventListener("pointermove",l=>{let h=!l.buttons&&l.target===n.canvas,c=e.getBoundingClientRect();
this.#o=h?{sx:l.clientX-c.left,sy:l.clientY-c.top}:null,h?a.ask():this.#u(null)},{signal:s}),e.addEventListener("pointer\
leave",()=>{this.#o=null,this.#u(null)},{signal:s}),t.onClose(a.cancel),t.onClose(n.viewport.onChange(()=>this.#o?a.ask():
this.#u(null))),t.watch(["layers"],()=>{this.#l.clear(),this.#u(null)}),t.onClose(o.local.on("tool",()=>A(e,"data-tool",
this.tool)))}view;nodes;#t=w("div",{class:"iv-tip",attrs:{role:"status",hidden:!0}});#e=document.createElementNS("http:/\
/www.w3.org/2000/svg","polygon");#n=null;#o=null;#r=[];#s="pan";#i=null;#l=new Map;get tool(){return this.view.store.local.
get("tool")??"pan"}take(t){this.view.store.local.set("tool",this.tool===t?"pan":t)}escape(){this.tool==="pan"?this.view.
session.selection.set(0,[]):this.take("pan")}at(t){let{viewport:e}=this.view.painter,{x:n,y:o}=e.toImage(t.sx,t.sy),s=1/0,
i=null;for(let[a,l,[h,c],u]of this.#a()){let m=l.at(n-h,o-c,a,e.zoom,u);!m||m.area>=s||(s=m.area,i={layer:a,row:m.row,...t})}
return i}click(t,e){let n=this.at(t),{selection:o}=this.view.session;n&&(e?o.add(n.layer,[n.row],!0):o.set(n.layer.key,[
n.row]))}begin(t,e){this.#s=t,this.#r=[e]}extend(t){let[e]=this.#r,n=this.#r[this.#r.length-1];this.#s==="box"?this.#r=[
e,{sx:t.sx,sy:e.sy},t,{sx:e.sx,sy:t.sy}]:Math.hypot(t.sx-n.sx,t.sy-n.sy)>=Ks&&this.#r.push(t),this.#e.setAttribute("poin\
ts",this.#r.map(({sx:o,sy:s})=>`${o},${s}`).join(" "))}finish(t){let{session:{selection:e},painter:{viewport:n}}=this.view,
o=this.#r.map(({sx:i,sy:a})=>n.toImage(i,a));if(this.drop(),o.length<3)return;let s=this.#a();for(let[i,a,[l,h],c]of s){
if(t&&!e.concerns(i)&&s.some(([m])=>e.concerns(m)))continue;let u=a.within(o.map(({x:m})=>m-l),o.map(({y:m})=>m-h),c);if(u.
length){t?e.add(i,u):e.set(i.key,u);return}}t||e.set(0,[])}drop(){this.#r=[],this.#e.removeAttribute("points")}step(t){let{
session:{selection:e},painter:{viewport:n}}=this.view,o=this.#a(),[s,i,,a]=o.find(([{key:y}])=>y===e.key)??o[0]??[];if(!s||
!i||!a)return;let{rows:l}=e,h=e.concerns(s)&&l.length?l[t>0?l.length-1:0]:t>0?-1:i.rows,c=i.next(h,t,a);if(c===null)return;
e.set(s.key,[c]);let u=this.#h(s.key,c),{width:m,height:f}=n,d=Math.abs(u.sx-m/2)>m/2||Math.abs(u.sy-f/2)>f/2;this.#o=null,
this.#u(null),d&&this.centre(),this.#u({layer:s,row:c,...this.#h(s.key,c)})}centre(t=this.meant()){t&&this.view.painter.
viewport.centerOn(t.x,t.y)}copy(){let t=this.meant();t&&this.clip(this.radec(t)??`${t.x.toFixed(3)} ${t.y.toFixed(3)}`)}radec({
x:t,y:e}){let n=this.view.session.sky.radec(t,e);return n&&`${n.ra.toFixed(7)} ${n.dec.toFixed(7)}`}clip(t,e){let{local:n}=this.
view.store;Promise.resolve(navigator.clipboard?.writeText(t)??Promise.reject()).then(()=>{this.#t.hidden&&e&&(this.#t.replaceChildren(),
this.#t.hidden=!1,this.#f(e)),this.#t.append(w("i",{},`copied ${t}`))},()=>n.set("error",`The page may not use the clipb\
oard. It would hold: ${t}`))}identify({layer:{key:t},row:e,sx:n,sy:o}){this.view.session.channel.ask(s=>({kind:"row",id:s,
layer:t,row:e}),{reply:s=>(s.kind==="row"&&this.clip(s.called||String(e),{sx:n,sy:o}),!0),failed:s=>this.view.store.local.
set("error",s?.error??"The kernel does not answer")})}close(){this.#i!==null&&this.view.session.channel.cancel(this.#i)}#a(){
let{layers:t}=this.view.session;return[...t.all].reverse().flatMap(e=>{let n=e.visible&&it(e)?t.placed(e.key):null;return n?
[[e,n.geometry,n.origin,n.codes]]:[]})}#c(t,e){let n=this.view.session.layers.placed(t);if(!n)return null;let[o,s]=n.geometry.
place(e);return{x:o+n.origin[0],y:s+n.origin[1]}}#h(t,e){let{x:n,y:o}=this.#c(t,e)??{x:0,y:0};return this.view.painter.viewport.
toScreen(n,o)}source(){let{key:t,rows:e}=this.view.session.selection,n=this.view.session.layers.all.find(o=>o.key===t);return this.#n?
this.#n:n&&it(n)&&e.length?{layer:n,row:e[0],...this.#h(t,e[0])}:null}meant(t=this.source()){return t&&this.#c(t.layer.key,
t.row)}#u(t){let e=this.#n;if(this.#n=t,A(this.view.stage,"data-source",t!==null),t&&e?.row===t.row&&e.layer.key===t.layer.
key)return this.#f(t);let{channel:n}=this.view.session;if(this.#i!==null&&n.cancel(this.#i),this.#i=null,this.#t.hidden=
!0,!t)return;let{layer:{key:o,hover:s},row:i}=t,a=`${o} ${i}`,l=this.#l.get(a)??(s.length?null:[]);if(l)return this.#m(t,
l);this.#i=n.ask(h=>({kind:"row",id:h,layer:o,row:i}),{reply:h=>(this.#i=null,h.kind!=="row"||(this.#l.size>Hs&&this.#l.
clear(),this.#l.set(a,h.cells),this.#n?.row===i&&this.#n.layer.key===o&&this.#m(this.#n,h.cells)),!0),failed:()=>this.#i=
null})}#m(t,e){this.#t.replaceChildren(w("b",{},`${t.layer.name} ${t.row}`),w("dl",{},...e.flatMap(([n,o])=>[w("dt",{},n),
w("dd",{},o)]))),this.#t.hidden=!1,this.#f(t)}#f({sx:t,sy:e}){let{style:n,offsetWidth:o,offsetHeight:s}=this.#t,{width:i,
height:a}=this.view.painter.viewport;n.left=`${Math.max(t+16+o>i?t-12-o:t+16,0)}px`,n.top=`${Math.max(e+12+s>a?e-8-s:e+12,
0)}px`}};var Ae=class{constructor(t){this.root=t}root;box=null;anchor=null;off=()=>{};get isOpen(){return this.box!==null}isOpenAt(t){
return this.anchor===t}menu(t,e,n,o){let s=w("div",{class:"iv-popup iv-menu",attrs:{role:"menu","aria-label":e}});for(let a of n)
s.append(this.entry(a));s.addEventListener("keydown",a=>this.menuKey(a,s)),this.open(t,s,o);let i=Po(s);(i.find(a=>a.getAttribute(
"aria-checked")==="true")??i[0])?.focus()}form(t,e,n){let o=w("div",{class:"iv-popup iv-form",attrs:{role:"dialog","aria\
-label":e}},n);this.open(t,o),o.querySelector("input, button")?.focus()}close(t=!1){let{anchor:e,box:n}=this;n&&(this.box=
this.anchor=null,this.off(),e?.hasAttribute("aria-expanded")&&e.setAttribute("aria-expanded","false"),t&&e?.focus(),n.remove())}open(t,e,n){
this.close(),this.box=e,this.anchor=t,n||t.setAttribute("aria-expanded","true"),e.tabIndex=-1,this.root.append(e),this.place(
n??t.getBoundingClientRect(),e);let o=new AbortController,s=i=>{let a=i.target;!e.contains(a)&&(n||!t.contains(a))&&this.
close()};document.addEventListener("pointerdown",s,{capture:!0,signal:o.signal}),e.addEventListener("keydown",i=>{i.key===
"Escape"&&(i.stopPropagation(),i.preventDefault(),this.close(!0))}),e.addEventListener("contextmenu",i=>{i.preventDefault(),
i.stopPropagation()}),e.addEventListener("focusout",i=>{let a=i.relatedTarget;a&&!e.contains(a)&&a!==t&&this.close()}),this.
off=()=>o.abort()}place(t,e){let n=this.root.getBoundingClientRect(),o=n.bottom-t.bottom-12,s=t.top-n.top-12,i=o>=Math.min(
e.offsetHeight,200)||o>=s;e.style.maxHeight=`${Math.max(80,i?o:s)}px`;let a=i?t.bottom+4:t.top-4-e.offsetHeight;e.style.
top=`${a-n.top-this.root.clientTop}px`;let l=Math.min(t.left,n.right-e.offsetWidth-6)-n.left;e.style.left=`${Math.max(6,
l)-this.root.clientLeft}px`}entry(t){if(t==="separator")return w("div",{class:"iv-separator",attrs:{role:"separator"}});
if("node"in t)return t.node;let e=t.kind??(t.checked===void 0?"action":"radio"),n={radio:"menuitemradio",check:"menuitem\
checkbox",action:"menuitem"}[e],o=w("span",{class:"iv-mark"});t.checked&&o.append(H("check"));let s=w("button",{class:"i\
v-item",attrs:{type:"button",role:n,tabindex:-1,disabled:t.disabled??!1,"aria-checked":e==="action"?null:String(t.checked??
!1)},on:{click:()=>{this.close(!0),t.run()},pointermove:()=>s.focus()}},o);return t.picture&&s.append(t.picture),s.append(
w("span",{class:"iv-label"},t.label)),t.hint&&s.append(w("span",{class:"iv-hint"},t.hint)),s}menuKey(t,e){if(t.ctrlKey||
t.metaKey||t.altKey||t.target instanceof HTMLInputElement&&t.key!=="ArrowUp")return;let n=Po(e),o=n.indexOf(document.activeElement),
s;if(t.key==="ArrowDown")s=n[(o+1)%n.length];else if(t.key==="ArrowUp")s=n[(o<=0?n.length:o)-1];else if(t.key==="Home")s=
n[0];else if(t.key==="End")s=n[n.length-1];else if(t.key.length===1&&t.key!==" ")s=[...n.slice(o+1),...n.slice(0,o+1)].find(
a=>zs(a).startsWith(t.key.toLowerCase()));else return;t.preventDefault(),t.stopPropagation(),s?.focus()}};function zs(r){
return(r.querySelector(".iv-label")?.textContent??"").toLowerCase()}function Po(r){return[...r.querySelectorAll(".iv-ite\
m:not([disabled])")]}var Ce=class{constructor(t,e){this.session=t;this.painter=e}session;painter;at=null;pinned=!1;reading=null;pointer=null;listeners=new Set;later=_(
()=>this.read());asked=0;onChange(t){return this.listeners.add(t),()=>this.listeners.delete(t)}moveTo(t,e){this.pointer=
{sx:t,sy:e},this.pinned||this.later.ask()}leave(){this.pointer=null,this.pinned||this.session.store.set("cursor",null)}refresh(){
(this.pinned||this.pointer||this.at)&&this.later.ask()}togglePin(){if(this.pinned=!this.pinned,this.pinned&&!this.at){let{
x:t,y:e}=this.painter.viewport.center;this.at={x:Math.round(t),y:Math.round(e)}}this.read()}nudge(t,e){if(!this.at)return;
let{x:n,y:o}=this.painter.viewport.along(t,e),s=Math.abs(n)>=Math.abs(o);this.at={x:Math.round(this.at.x)+(s?Math.sign(n):
0),y:Math.round(this.at.y)+(s?0:Math.sign(o))},this.read()}place(){return this.pinned?this.at:this.pointer&&this.painter.
viewport.toImage(this.pointer.sx,this.pointer.sy)}close(){this.later.cancel(),this.listeners.clear(),this.asked=-1}read(){
!this.pinned&&this.pointer&&(this.at=this.painter.viewport.toImage(this.pointer.sx,this.pointer.sy));let{at:t}=this;if(!t)
return;let e=++this.asked;this.session.readout.at(t.x,t.y,n=>{if(e!==this.asked)return;this.reading=n;let o=n.inside&&(this.
pinned||this.pointer);this.session.store.set("cursor",o?{x:t.x,y:t.y}:null),this.tell()}),this.tell()}tell(){for(let t of this.
listeners)t()}};var Ro=4,Bs=new Map([["image","value"],["snr","S/N"]]);function Vo(r){let{probe:t,store:e}=r,n=new Et("xy","x, y",14),o=new Et(
"sky","RA, Dec",25),s=w("span",{class:"iv-roughly",attrs:{role:"img",hidden:!0}},"≈");o.box.firstElementChild?.after(s);
let i=new Et("value iv-inside","value",20),a=new Et("ratio iv-inside","S/N",5),l=w("span",{class:"iv-chips",attrs:{"aria\
-label":"Mask planes at this pixel"}}),h=w("span",{class:"iv-muted"},"none"),c=w("span",{class:"iv-chip iv-chip-more"}),
u=w("span",{class:"iv-cell iv-cell-planes iv-inside"},w("span",{class:"iv-key"},"planes"),l),m=w("span",{class:"iv-note"}),
f=w("div",{class:"iv-status",attrs:{role:"status","aria-live":"off"}},n.box,o.box,i.box,a.box,u,m),d=new Map,y=M=>{let v=d.
get(M.name);if(!v){let C=w("button",{class:"iv-chip",attrs:{type:"button",tabindex:-1,"aria-description":M.description}},
w("span",{class:"iv-dot"}),M.name);C.addEventListener("click",()=>j(e).toggle(M.name)),l.append(C),v={chip:C,width:C.offsetWidth},
d.set(M.name,v)}let{color:S,visible:k}=j(e).state(M.name);return v.chip.style.setProperty("--iv-plane",S),A(v.chip,"data\
-shown",String(k)),v.chip.title=`${M.description||M.name}
${k?"shown":"hidden"}: click to change`,v},p="",g=M=>{let v=M.map(U=>U.name).join(`
`),S=M.map(y);if(v===p&&!f.dataset.resized)return;p=v,delete f.dataset.resized;let k=l.clientWidth,C=0,T=S.reduce((U,V)=>U+
V.width+Ro,0),R=S.filter(U=>(C+=U.width+Ro,T<=k||C<=k-40)),E=R.map(U=>U.chip),O=M.slice(R.length);O.length&&(P(c,`+${O.length}`),
c.title=O.map(U=>U.name).join(`
`),E.push(c)),l.replaceChildren(...E.length?E:[h])},x=()=>{let M=F(e),{reading:v,at:S}=t,k=!!(M&&v?.inside);if(f.dataset.
state=k?"inside":M&&v?"outside":"none",P(m,k?"":Gs(M!==null,v)),n.set(S?`${Oo(S.x)}, ${Oo(S.y)}`:""),o.set(v?Ws(v):""),o.
box.hidden=!M?.has_sky,s.hidden=!M?.sky_note||v?.ra==null,A(s,"title",M?.sky_note??""),A(s,"aria-label",`approximately: ${M?.
sky_note??""}`),a.box.hidden=M?.component!=="image"||!M.components.includes("variance"),u.hidden=e.get("mask_planes").length===
0,!k||!v||!M){i.set(""),a.set(""),delete i.box.dataset.value,g([]);return}i.name(X(e)?"R, G, B":Bs.get(M.component)??M.component),
i.set(qs(v,M)),A(i.box,"title",v.approximate?null:v.values.join(", ")),A(i.box,"data-value",v.approximate?null:v.values.
join(" ")),A(i.box,"data-approximate",String(v.approximate));let{sigma:C}=v,T=C?v.values[0]/C:NaN;a.set(Number.isFinite(
T)?qe(T):"–"),g(v.planes)};r.onClose(t.onChange(x)),r.watch(["image_info","planes"],x),r.watch(["mask_planes"],()=>{d.
clear(),p=`
`,l.replaceChildren(),x()});let b=new ResizeObserver(()=>{f.dataset.resized="1",x()});return b.observe(l),r.onClose(()=>b.
disconnect()),f}var Et=class{constructor(t,e,n){this.length=n;this.box=w("span",{class:`iv-cell iv-cell-${t}`},this.key,
this.value),this.name(e),this.set("")}length;value=w("span",{class:"iv-reading"});key=w("span",{class:"iv-key"});box;name(t){
P(this.key,t)}set(t){P(this.value,t),this.length=Math.max(this.length,t.length);let e=`${Math.ceil(this.length*.9)}ch`;this.
value.style.minWidth!==e&&(this.value.style.minWidth=e)}};function Gs(r,t){return r?t?"outside the image":"move over the\
 image to read it":"no image"}function Ws(r){return r.ra===null||r.dec===null?"":`${te(r.ra)} ${ee(r.dec)}`}function qs({
values:r,sigma:t},{component:e,dtype:n,unit:o}){if(e==="snr")return qe(r[0]);let s=/int/.test(n);return`${r.length>1?r.map(
a=>s?We(a,null,!0):tt(a,5)).join(", "):We(r[0],e==="image"?t:null,s)} ${o}`.trimEnd()}function Oo(r){return r.toFixed(1).
replace("-","−")}var js=[["image","image","The image"],["variance","variance","The variance plane"],["snr","S/N","The image over its sigm\
a"]],Ys=[["image","RGB","The image in its colours"],["red","R","The red channel"],["green","G","The green channel"],["bl\
ue","B","The blue channel"]];function Fo(r){let{store:t,popup:e}=r,n=Y(pt("component").keys[0]),o=d=>()=>t.set("componen\
t",d),s=()=>{let d=F(t);return(d?.color?Ys:js).map(([y,p,g])=>({name:y,label:p,what:g,possible:d?.components.includes(y)??
!1}))},i=()=>{let d=s().map(({name:y})=>y);return(F(t)?.components??[]).filter(y=>!d.includes(y))},a=()=>i().map(d=>({label:d,
checked:t.get("component")===d,run:o(d)})),l=w("span",{class:"iv-plane"}),h=()=>e.menu(c,"Further planes",a()),c=w("butt\
on",{class:"iv-button iv-drop",attrs:{type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":"componen\
t"},on:{click:()=>e.isOpenAt(c)?e.close(!0):h(),keydown:d=>{d.key==="ArrowDown"&&(d.preventDefault(),h())}}},l,H("caret")),
u=w("div",{class:"iv-group iv-choice",attrs:{role:"group","aria-label":"Component"}}),m="",f=new Map;return r.watch(["im\
age_info","component"],()=>{let d=s(),y=i(),p=t.get("component"),g=d.map(({label:b})=>b).join();if(g!==m){m=g,f.clear();
for(let{name:b,label:M}of d)f.set(b,w("button",{class:"iv-button",attrs:{type:"button","data-component":b},on:{click:o(b)}},
M));u.replaceChildren(...f.values())}for(let{name:b,what:M,possible:v}of d){let S=f.get(b);S&&(A(S,"disabled",!v),A(S,"a\
ria-pressed",String(v&&p===b)),S.title=v?`${M} (${n}: next)`:`${M}: this image has no variance`)}let x=y.includes(p);y.length&&
!c.isConnected?u.append(c):y.length||c.remove(),P(l,x?p:"more"),A(c,"aria-pressed",String(x)),c.title=`${x?p:"Further pl\
anes"} (${n}: next)`,A(c,"aria-label",x?`Further planes: ${p}`:"Further planes")}),{node:u,fold:4,entries:()=>[...s().map(
({name:d,label:y,possible:p})=>({label:y,checked:t.get("component")===d,disabled:!p,run:o(d)})),...a()]}}function Uo(r,t,e){return t<0||(t+1)*e>r.byteLength?null:new DataView(r.buffer,r.byteOffset+t*e,e)}function Do(r,t,e){let n=Uo(
r.get("colormap_tables"),r.get("colormap_names").indexOf(t),768);if(!n)return null;let o=new Uint8Array(768);for(let s=0;s<
256;s++){let i=e?255-s:s;for(let a=0;a<3;a++)o[s*3+a]=n.getUint8(i*3+a)}return o}function _o(r,t){let e=Uo(r.get("stretc\
h_tables"),r.get("stretch_names").indexOf(t),1020);return e?Float32Array.from({length:255},(n,o)=>e.getFloat32(o*4,!0)):
null}function No(r,t){let e=r.getContext("2d");if(!e)return;let n=e.createImageData(r.width,1);for(let o=0;o<r.width;o++){
let s=Math.round(255*o/(r.width-1))*3;n.data.set([t[s]??0,t[s+1]??0,t[s+2]??0,255],o*4)}for(let o=0;o<r.height;o++)e.putImageData(
n,0,o)}function $o(r,t){let{store:e,popup:n}=r;n.menu(t,"Images",e.get("image_labels").map(o=>({label:o,checked:o===e.get("imag\
e_label"),run:()=>e.set("image_label",o)})))}function Ho(r,t){let{store:e,popup:n}=r;n.menu(t,"Stretch",e.get("stretch_n\
ames").map(o=>({label:o,checked:o===e.get("stretch"),picture:Xs(_o(e,o)),run:()=>e.set("stretch",o)})))}function Ko(r,t){
let{store:e,popup:n}=r,o=e.get("inverted"),s=e.get("colormap_names").map(i=>{let a=w("canvas",{class:"iv-map",attrs:{width:72,
height:10}}),l=Do(e,i,o);return l&&No(a,l),{label:i,checked:i===e.get("colormap"),picture:a,run:()=>e.set("colormap",i)}});
n.menu(t,"Colour map",[{label:"inverted",kind:"check",checked:o,hint:Y(pt("invert").keys[0]),run:()=>e.set("inverted",!o)},
"separator",...s])}function zo(r,t){let{store:e,popup:n}=r,o=F(e)?.unit??"",s=Object.entries(e.get("cuts_table")).map(([
i,[a,l]])=>({label:i,checked:i===e.get("cuts_mode"),hint:`${et(a)} … ${et(l)}`,run:()=>Rt(r,i)}));n.menu(t,"Cuts",[...s,
"separator",{node:Zs(r,o)}])}function Zs(r,t){let{store:e}=r,[n,o]=e.get("cuts"),s=w("div",{class:"iv-trouble",attrs:{role:"\
alert"}}),i=()=>{let h=l.map(m=>m.value.trim()===""?NaN:Number(m.value)),c=h.every(Number.isFinite),u=c&&h[1]>h[0];P(s,u?
"":c?"low must be below high":"both must be numbers");for(let m of l)A(m,"aria-invalid",u?null:"true");u&&kt(r,h[0],h[1])},
a=(h,c)=>w("input",{class:"iv-input",attrs:{type:"text",inputmode:"decimal","aria-label":`${h} cut`,value:Number(c.toPrecision(
7))},on:{input:i,keydown:u=>{u.key==="Enter"&&(u.preventDefault(),r.popup.close(!0))}}}),l=[a("low",n),a("high",o)];return w(
"div",{class:"iv-by-hand"},w("div",{class:"iv-form-row"},w("label",{},"low ",l[0]),w("label",{},"high ",l[1]),w("span",{
class:"iv-muted"},t)),s)}function Xs(r){let t=w("canvas",{class:"iv-curve"}),e=yt(t,22,14);return!e||!r||(e.strokeStyle=
"#8c949e",e.lineWidth=1.25,e.moveTo(1,13),r.forEach((n,o)=>e.lineTo(1+20*n,13-12*(o+1)/256)),e.lineTo(21,1),e.stroke()),
t}var Qs=150;function Bo(r){let{store:t,popup:e}=r,n=w("b",{class:"iv-title"}),o=w("span",{class:"iv-muted iv-subtitle"}),
s=w("div",{class:"iv-what"},n,o),i=[Js(r),Fo(r),...ti(r),ei(r),ni(r),oi(r)],a=w("button",{class:"iv-button iv-more",title:"\
More",attrs:{type:"button","aria-label":"More","aria-haspopup":"menu","aria-expanded":"false",hidden:!0},on:{click:()=>{
if(e.isOpenAt(a))return e.close(!0);let u=i.filter(m=>m.node.hidden);e.menu(a,"More",u.flatMap((m,f)=>[...f?["separator"]:
[],...m.entries()]))}}},H("more")),l=w("div",{class:"iv-bar",attrs:{role:"toolbar","aria-label":"Image viewer"}},s,...i.
map(u=>u.node),a),h=()=>{for(let{node:g}of i)g.hidden=!1;a.hidden=!0;let u=l.clientWidth;if(!u)return;let m=8,f=new Map(
i.map(g=>[g,g.node.offsetWidth+m]));a.hidden=!1;let d=a.offsetWidth+m;a.hidden=!0;let p=Math.min(Qs,s.scrollWidth)+16+[...f.
values()].reduce((g,x)=>g+x,0);for(let g of[...i].sort((x,b)=>x.fold-b.fold)){if(p<=u-(a.hidden?0:d))break;g.node.hidden=
!0,a.hidden=!1,p-=f.get(g)??0}},c=new ResizeObserver(h);return c.observe(l),r.onClose(()=>c.disconnect()),r.watch(["imag\
e_info"],()=>{let u=F(t);P(n,u?u.title||"image":"imgview"),P(o,u?.subtitle??""),s.title=u?[u.title,u.subtitle,...u.notes].
filter(Boolean).join(`
`):"",A(l,"data-empty",u?null:"")}),r.watch(["image_info","image_labels","stretch","cuts_mode","colormap","layers"],h),l}
function Ee(r,t,e,n,o,s,i){let{store:a}=r,l=w("span",{class:n==="image_label"?"iv-plane":"iv-value"}),h=w("button",{class:"\
iv-button iv-drop",title:s,attrs:{type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":e},on:{click:()=>r.
popup.isOpenAt(h)?r.popup.close(!0):i(r,h),keydown:m=>{m.key==="ArrowDown"&&(m.preventDefault(),i(r,h))}}},w("span",{class:"\
iv-key"},t),l,H("caret")),c=()=>n==="colormap"&&X(a),u=()=>c()?"none":String(a.get(n));return r.watch([n,"image_info"],()=>{
P(l,u()),A(h,"disabled",F(a)===null||c()),A(h,"aria-label",`${e}: ${u()}`),h.title=c()?"The pixels of this image have co\
lours of their own":s}),{node:h,fold:o,entries:()=>"none"in h.dataset?[]:[{label:t,hint:`${u()} ›`,disabled:c(),run:()=>i(
r,r.root.querySelector(".iv-more")??h)}]}}function Js(r){let t=`Another image (${Te("image")}: next)`,e=Ee(r,"image","im\
ages","image_label",9,t,$o);return r.watch(["image_labels"],()=>A(e.node,"data-none",r.store.get("image_labels").length<
2)),e}function ti(r){return[Ee(r,"stretch","stretch","stretch",7,`Stretch (${Te("stretch")}: next)`,Ho),Ee(r,"cuts","cut\
s","cuts_mode",6,`Cuts (${Te("cuts")}: next)`,zo),Ee(r,"map","colormap","colormap",5,`Colour map (${Te("invert")}: inver\
t)`,Ko)]}function Te(r){return Y(pt(r).keys[0])}function ei(r){return cn(r,["home","fit","one"],3)}function ni(r){let t=cn(
r,["box","lasso"],4),e=()=>{for(let n of t.node.children)A(n,"aria-pressed",String(r.picker.tool===n.dataset.action))};return r.
watch(["layers"],()=>{A(t.node,"data-none",!r.session.layers.all.some(it))}),r.onClose(r.store.local.on("tool",e)),e(),{
...t,entries:()=>"none"in t.node.dataset?[]:t.entries()}}function oi(r){let t=cn(r,["grid","north","panel","help"],8),[e,
n,o]=t.node.children;r.watch(["show_grid","image_info"],()=>{A(e,"aria-pressed",String(r.store.get("show_grid")));for(let i of[
e,n])A(i,"disabled",!F(r.store)?.has_sky)});let s=()=>A(o,"aria-pressed",String(r.panelShown()));return r.watch(["panel_\
open"],s),r.root.addEventListener("iv-panel",s,{signal:r.signal}),t}function cn(r,t,e){let n=t.map(pt);return{node:w("di\
v",{class:"iv-group",attrs:{role:"group"}},...n.map(s=>w("button",{class:"iv-button",title:Jn(s),attrs:{type:"button","a\
ria-label":s.label,"data-action":s.id},on:{click:()=>s.run(r)}},ri(s)))),fold:e,entries:()=>n.map(s=>({label:s.label,hint:Y(
s.keys[0]),run:()=>s.run(r)}))}}function ri(r){return r.icon?H(r.icon):document.createTextNode(r.text??r.label)}var Tt={usual:258,least:190,most:480},si=620,ii=860;function Go(r,t){let{store:e}=r,n=new AbortController,o=[],s=w("div",
{class:"iv-stage",attrs:{tabindex:0,role:"application"}}),i=w("div",{class:"imgview",attrs:{"data-lm-suppress-shortcuts":"\
true","data-size":"wide",tabindex:-1}}),a=new Me(r,s),l=new Ce(r,a),h=!1,c={session:r,store:e,painter:a,probe:l,root:i,stage:s,
popup:new Ae(i),signal:n.signal,get picker(){return u},watch:(x,b)=>{for(let M of x)o.push(e.on(M,b));b()},onClose:x=>o.
push(x),panelShown:()=>i.dataset.size==="narrow"?h:e.get("panel_open"),showPanel:x=>{i.dataset.size==="narrow"?h=x:e.set(
"panel_open",x),d()},toggleHelp:()=>m.toggle()},u=new ke(c);c.onClose(()=>u.close()),c.onClose(ie(i));let m=oo(c),f=w("a\
side",{class:"iv-panel",attrs:{"aria-label":"Mask planes, layers and histogram"}},ai(c),ho(c),lo(c),w("section",{class:"\
iv-levels",attrs:{"aria-label":"Cuts"}},so(c),Dn(c))),d=()=>{let x=c.panelShown();!x&&f.contains(document.activeElement)&&
s.focus(),f.hidden=!x,i.dispatchEvent(new Event("iv-panel"))};s.append(So(c),Wn(c),mo(c),yo(c),...u.nodes),i.append(Bo(c),
w("div",{class:"iv-body"},fo(c),s,f,m.node),po(c),Vo(c)),t.append(i),Io(c),io(c),Nn(c),c.watch(["panel_open"],d),c.watch(
["height"],()=>i.style.height=`${e.get("height")}px`),c.watch(["image_info"],()=>{let x=F(e)?.title;A(s,"aria-label",`${x||
"Image"}; press ? for the keys`),l.refresh()}),o.push(a.viewport.onChange(()=>l.refresh()));let y=()=>{let{clientWidth:x,
clientHeight:b}=s;x&&b&&a.resize(x,b,window.devicePixelRatio||1)},p=()=>{let x=i.clientWidth,b=x<si?"narrow":x<ii?"mediu\
m":"wide";!x||i.dataset.size===b||(i.dataset.size=b,d())},g=new ResizeObserver(()=>{p(),y()});return p(),g.observe(i),g.
observe(s),window.addEventListener("resize",y,{signal:n.signal}),y(),()=>{n.abort(),g.disconnect(),c.popup.close();for(let x of o)
x();l.close(),a.dispose(),i.remove()}}function ai(r){let{local:t}=r.store,e=i=>t.set("panelWidth",Math.round(Z(i,Tt.least,
Tt.most))),n=()=>t.get("panelWidth")??Tt.usual,o=w("div",{class:"iv-edge",title:"Drag to resize; double click for the us\
ual width",attrs:{role:"separator",tabindex:0,"aria-orientation":"vertical","aria-label":"Panel width"},on:{dblclick:()=>e(
Tt.usual),keydown:i=>{let a={ArrowLeft:12,ArrowRight:-12}[i.key];a&&(i.preventDefault(),i.stopPropagation(),e(n()+a))},pointerdown:i=>{
if(i.button!==0)return;let a=n();st(i,o,l=>e(a-l))}}}),s=()=>{r.root.style.setProperty("--iv-panel",`${n()}px`),A(o,"ari\
a-valuenow",String(n())),A(o,"aria-valuemin",String(Tt.least)),A(o,"aria-valuemax",String(Tt.most))};return r.onClose(t.
on("panelWidth",s)),s(),o}function li(r,t){let e=w("div",{class:"imgview"},w("p",{class:"iv-message",attrs:{role:"alert"}},t)),n=ie(e);return r.append(
e),()=>{n(),e.remove()}}var wh=()=>{let r=null;return{initialize({model:t}){return Ge(t)||(r=new se(t)),()=>{r?.dispose(),
r=null}},render({model:t,el:e}){return r?Go(r,e):li(e,Ge(t)??"This imgview viewer has been closed: run its cell again.")}}};export{wh as default};
