function g(r,t={},...e){let n=document.createElement(r);t.class&&(n.className=t.class),t.title&&(n.title=t.title);for(let[
o,s]of Object.entries(t.attrs??{}))E(n,o,s);for(let[o,s]of Object.entries(t.on??{}))n.addEventListener(o,s);return n.append(
...e),n}function E(r,t,e){if(e==null||e===!1)r.removeAttribute(t);else{let n=e===!0?"":String(e);r.getAttribute(t)!==n&&
r.setAttribute(t,n)}}function L(r,t){r.textContent!==t&&(r.textContent=t)}function j(r,t,e){return Math.min(Math.max(r,t),
e)}function ct(r,t,e,n=window.devicePixelRatio||1){let o=Math.max(1,Math.round(t*n)),s=Math.max(1,Math.round(e*n));(r.width!==
o||r.height!==s)&&(r.width=o,r.height=s,r.style.width=`${t}px`,r.style.height=`${e}px`);let i=r.getContext("2d");return i?.
setTransform(o/Math.max(t,1),0,0,s/Math.max(e,1),0,0),i}function et(r,t,e,n){let{clientX:o,clientY:s,pointerId:i}=r,a=new AbortController,
l=c=>{c.pointerId===i&&(a.abort(),n?.(c))};t.setPointerCapture(i);let h=c=>{let u=c;u.pointerId===i&&e(u.clientX-o,u.clientY-
s,u)};t.addEventListener("pointermove",h,{signal:a.signal});for(let c of["pointerup","pointercancel","lostpointercapture"])
t.addEventListener(c,l,{signal:a.signal})}function F(r){let t=0;return{ask:()=>{t||=requestAnimationFrame(()=>{t=0,r()})},
cancel:()=>{cancelAnimationFrame(t),t=0}}}var Lt=class{constructor(t,e,n){this.stray=n;this.#t=t,this.#e=e,t.on("msg:custom",this.#o)}stray;client=Math.floor(Math.
random()*2**40);stats={sent:0,received:0,bytes:0};#t;#e;#n=new Map;#o=(t,e)=>this.#a(t,e??[]);#r=Math.floor(Math.random()*
2**40);ask(t,e){let n=this.#r++;return this.#n.set(n,{request:e,timer:this.#s(n)}),this.#i(t(n)),n}tell(t){this.#i(t)}cancel(t){
this.forget(t)&&this.#i({kind:"cancel",id:t})}forget(t){return clearTimeout(this.#n.get(t)?.timer),this.#n.delete(t)}dispose(){
this.#t.off("msg:custom",this.#o);for(let t of[...this.#n.keys()])this.forget(t)}#s(t){return setTimeout(()=>{let e=this.#n.
get(t);this.#n.delete(t),this.#e.set("stalled",!0),e?.request.failed(null)},8e3)}#i(t){this.stats.sent++;try{this.#t.send(
t)}catch(e){console.warn("imgview: the kernel cannot be reached",e)}}#a(t,e){this.stats.received++;for(let o of e)this.stats.
bytes+=o.byteLength;this.#e.set("stalled",!1);let n=this.#n.get(t.id);n?t.kind==="error"?(this.forget(t.id),n.request.failed(
t)):n.request.reply(t,e)?this.forget(t.id):(clearTimeout(n.timer),n.timer=this.#s(t.id)):this.stray(t,e)}};var ht=class r{#t;#e;#n;#o;#r;#s;#i=null;#a=0;constructor(t,e,n,o,s=new Uint32Array(t.length).map((a,l)=>l),i=0){let a=Math.
max(o.x1-o.x0,1),l=Math.max(o.y1-o.y0,1),h=Math.min(Math.max(s.length/8,1),1048576);this.#t=o,this.#o=Math.max(Math.sqrt(
a*l/h),i),this.#e=Math.ceil(a/this.#o),this.#n=Math.ceil(l/this.#o);let c=this.#e*this.#n>1?this.#o:1/0,u=new Int32Array(
s.length).fill(-1),f=new Uint32Array(this.#e*this.#n+1),m=[];for(let p=0;p<s.length;p++){let x=s[p];if(!Number.isFinite(
t[x]+e[x]))continue;let M=n(x);if(M>c){m.push(x);continue}this.#a=Math.max(this.#a,M),u[p]=this.#c(t[x])+this.#e*this.#h(
e[x]),f[u[p]+1]++}for(let p=1;p<f.length;p++)f[p]+=f[p-1];let d=f.slice(),y=new Uint32Array(f[f.length-1]);u.forEach((p,x)=>{
p>=0&&(y[d[p]++]=s[x])}),this.#r=f,this.#s=y,m.length&&(this.#i=new r(t,e,n,o,m,4*this.#o))}near(t,e,n){let o=[];this.#l(
t,e,n,o);let s=new Uint32Array(o.reduce((a,l)=>a+l.length,0)),i=0;for(let a of o)s.set(a,i),i+=a.length;return s}#l(t,e,n,o){
let s=this.#a*e+n,[i,a]=[this.#c(t.x0-s),this.#c(t.x1+s)];for(let l=this.#h(t.y0-s);l<=this.#h(t.y1+s);l++)o.push(this.#s.
subarray(this.#r[l*this.#e+i],this.#r[l*this.#e+a+1]));this.#i&&this.#i.#l(t,e,n,o)}#c(t){return Math.min(Math.max(Math.
floor((t-this.#t.x0)/this.#o),0),this.#e-1)}#h(t){return Math.min(Math.max(Math.floor((t-this.#t.y0)/this.#o),0),this.#n-
1)}};var pe=new Uint8Array(65025);for(let r=0;r<pe.length;r++)pe[r]=Math.sqrt(r);var Pt=8192,Ao=16,To=256,de={reach:0,tables:new Map};
function Co(r,t){let{tables:e}=de;(de.reach!==t||e.size>To)&&e.clear(),de.reach=t;let n=e.get(r);if(!n){n=new Uint8Array(
2*Pt+1).fill(255);for(let o=0;o<Pt;o++){let s=Math.abs((r+t)*Math.sqrt((o+.5)/Pt)-r);n[o]=Math.min(s*255/t,255)}e.set(r,
n)}return n}var Lo=.6,nn=1;function nt(r,t){return(r/2+nn)*t+.5}function on(r,t,e){let n=new Uint32Array(65536),o=t*e/2+
.5,s=i=>Math.min(Math.max(i,0),1);for(let i=0;i<255;i++){let a=(i+.5)*nt(t,e)/255,l=s(o-a),h=l+Lo*s(o+nn*e-a)*(1-l),c=u=>Math.
round(u*l/(h||1));for(let u=0;3*u<r.length;u++){let[f,m,d]=[c(r[3*u]),c(r[3*u+1]),c(r[3*u+2])];n[i<<8|u]=(Math.round(h*255)<<
24|d<<16|m<<8|f)>>>0}}return n}var It=class{constructor(t){this.reach=t}reach;marks=new Uint16Array(256*256).fill(65535);fills=null;color=0;empty=!0;#t(t,e){
if(!(e<255))return;let n=e<<8|this.color;n<this.marks[t]&&(this.marks[t]=n)}segment(t,e,n,o){let{reach:s}=this,i=n-t,a=o-
e,l=K(Math.min(t,n)-s),h=z(Math.max(t,n)+s),c=K(Math.min(e,o)-s),u=z(Math.max(e,o)+s);if(l>h||c>u)return;this.empty=!1;let f=i*
i+a*a,m=f>0?1/f:0,d=s*Math.sqrt(f)/Math.abs(a);for(let y=c;y<=u;y++){let p=y+.5-e,x=t+p*i/a,M=d<256?Math.max(l,K(x-d)):l,
b=d<256?Math.min(h,z(x+d)):h;for(let v=M;v<=b;v++){let w=v+.5-t,k=(w*i+p*a)*m,S=k<0?0:k>1?1:k,A=w-S*i,C=p-S*a;this.#t(y*
256+v,Math.sqrt(A*A+C*C)*255/s)}}}ellipse(t,e,n,o,s){let{reach:i,marks:a,color:l}=this,h=Math.cos(s),c=Math.sin(s),u=Math.
sqrt(n*n*h*h+o*o*c*c)+i,f=Math.sqrt(n*n*c*c+o*o*h*h)+i,m=K(t-u),d=z(t+u),y=K(e-f),p=z(e+f);if(m>d||y>p)return;this.empty=
!1;let[x,M,b,v]=[h/n,c/n,h/o,-c/o],w=1/(n*n),k=1/(o*o),S=(255/i)**2,A=x*x+v*v,C=i/Math.min(n,o),I=(1+C)*(1+C),T=C<1?(1-C)*
(1-C):0;for(let R=y;R<=p;R++){let O=e-R-.5,$=O*M,B=O*b,H=(x*$+v*B)/A,_=H*H-($*$+B*B)/A,G=_+I/A;if(G<=0)continue;let lt=Math.
sqrt(G),ue=Math.max(m,K(t-H-lt)),So=Math.min(d,z(t-H+lt)),We=_+T/A,Ct=We>0?Math.sqrt(We):0,Eo=Ct?K(t-H-Ct):256,je=Ct?z(t-
H+Ct):-1,Ye=R*256;for(let tt=ue;tt<=So;tt++){tt===Eo&&je>tt&&(tt=je);let Ze=tt+.5-t,Xe=Ze*x+$,Qe=Ze*v+B,fe=Xe*Xe,me=Qe*Qe,
Je=Math.sqrt(fe+me)-1,tn=Je*Je*(fe+me)*S/(fe*w+me*k);if(tn<65025){let en=pe[tn|0]<<8|l;en<a[Ye+tt]&&(a[Ye+tt]=en)}}}}circle(t,e,n){
if(n>Ao)return this.ellipse(t,e,n,n,0);let{reach:o,marks:s,color:i}=this,a=n+o,l=K(t-a),h=z(t+a),c=z(e+a),u=K(e-a);if(l>
h||u>c)return;this.empty=!1;let f=Co(n,o),m=Pt/(a*a);for(;u<=c;u++){let d=u+.5-e,y=d*d*m,p=u*256+h,x=l+.5-t;for(let M=u*
256+l;M<=p;M++){let b=f[x*x*m+y|0]<<8|i;b<s[M]&&(s[M]=b),x+=1}}}fill(t,e,n,o,s,i="ellipse"){let a=Math.cos(s),l=Math.sin(
s),h=i==="ellipse"?Math.sqrt(n*n*l*l+o*o*a*a):n,c=z(e+h),u=this.fills??=new Uint16Array(256*256).fill(65535),{color:f}=this,
m=(a/n)**2+(l/o)**2;for(let d=K(e-h);d<=c;d++){let y=e-d-.5,p=t,x=i==="square"?n:n-Math.abs(y);i==="ellipse"&&(p-=y*a*l*
(1/(n*n)-1/(o*o))/m,x=Math.sqrt(Math.max(m-(y/(n*o))**2,0))/m);let M=z(p+x);for(let b=d*256+K(p-x);b<=d*256+M;b++)f<u[b]&&
(u[b]=f),this.empty=!1}}disc(t,e,n){let{reach:o}=this,s=n+o,i=z(e+s),a=z(t+s);this.empty=!1;for(let l=K(e-s);l<=i;l++)for(let h=K(
t-s);h<=a;h++){let c=(h+.5-t)**2+(l+.5-e)**2,u=Math.max(Math.sqrt(c)-n,0);this.#t(l*256+h,u*255/o)}}};function K(r){return Math.
max(0,Math.ceil(r-.5))}function z(r){return Math.min(255,Math.floor(r-.5))}var Rt=class{bytes;#t;#e;#n;constructor(t,e,n){let o=new Uint32Array(t,0,e+1),s=new Float32Array(t,4*(e+1)),i=new Uint32Array(
Math.max(s.length/2-e,0)),a=0;for(let c=0;c<e;c++)for(let u=o[c];u+1<o[c+1];u++)i[a++]=u;let l=c=>Float32Array.from(i,u=>(s[2*
u+c]+s[2*u+2+c])/2),h=c=>{let u=2*i[c];return Math.max(Math.abs(s[u+2]-s[u]),Math.abs(s[u+3]-s[u+1]))/2};this.#t=s,this.#e=
i,this.#n=new ht(l(0),l(1),h,n),this.bytes=t.byteLength+16*i.length}near(t,{width:e},n,o){return this.#n.near(t,1,nt(e,o)/
n)}draw(t,e,{left:n,top:o,scale:s}){let i=this.#t;for(let a of e){let l=2*this.#e[a];t.segment(i[l]*s+n,o-i[l+1]*s,i[l+2]*
s+n,o-i[l+3]*s)}}};var Ot=2.5,Po=1,ye=256,Io={"+":[[-1,0,1,0],[0,-1,0,1]],x:[[-1,-1,1,1],[-1,1,1,-1]],"*":[[-1,0,1,0],[0,-1,0,1],[-.7,-.7,.7,
.7],[-.7,.7,.7,-.7]],square:[[-1,-1,1,-1],[1,-1,1,1],[1,1,-1,1],[-1,1,-1,-1]],diamond:[[0,-1,1,0],[1,0,0,1],[0,1,-1,0],[
-1,0,0,-1]],crosshair:[[-1,0,-.4,0],[.4,0,1,0],[0,-1,0,-.4],[0,.4,0,1]]},rn={o:"ellipse",square:"square",diamond:"diamon\
d"},st=class{bytes;#t;#e;#n;#o;constructor(t,e,n){let o=l=>new Float32Array(t,4*l*e,e);this.#t=o(0),this.#e=o(1),this.#n=
t.byteLength>8*e?[o(2),o(3),o(4)]:null;let[s,i]=this.#n??[],a=l=>s&&i&&Math.max(s[l],i[l])||0;this.#o=new ht(this.#t,this.#e,
a,n),this.bytes=t.byteLength+8*e}get rows(){return this.#t.length}place(t){return[this.#t[t],this.#e[t]]}next(t,e,{shown:n}={}){
let o=()=>!Number.isFinite(this.#t[t]+this.#e[t])||n?.codes[t]===0;do t+=e;while(t>=0&&t<this.rows&&o());return t>=0&&t<
this.rows?t:null}at(t,e,n,o,s){let i=n,[a,l,h]=i.symbol==="ellipse"&&this.#n||[],{sizes:c}=s,u=d=>i.symbol==="ellipse"?Ot:
be(i,o,1,c?.table[c.codes[d]]),f=nt(i.width,1)/o,m=null;for(let d of this.near({x0:t,x1:t,y0:e,y1:e},i,o,1,s)){let y=u(d)/
o,[p,x]=[t-this.#t[d],e-this.#e[d]],[M,b]=[Math.max((a?.[d]||0)*i.scale,y),Math.max((l?.[d]||0)*i.scale,y)],[v,w]=[Math.
cos(h?.[d]||0),Math.sin(h?.[d]||0)];if(Math.hypot((p*v+x*w)/(M+f),(x*v-p*w)/(b+f))>1)continue;let[k,S]=[M*b,Math.hypot(p,
x)];(!m||k<m.area||k===m.area&&S<m.far)&&(m={row:d,area:k,far:S})}return m}within(t,e,{shown:n}={}){let[o,s]=[Math.min(...e),
Math.max(...e)],i=Array.from({length:ye},()=>[]),a=u=>Math.min(Math.floor((u-o)/(s-o||1)*ye),ye-1),l=u=>(u||t.length)-1;
t.forEach((u,f)=>{let[m,d]=[a(e[f]),a(e[l(f)])].sort((y,p)=>y-p);for(let y=m;y<=d;y++)i[y].push(f)});let h={x0:Math.min(
...t),x1:Math.max(...t),y0:o,y1:s},c=[];for(let u of this.#o.near(h,0,0)){let[f,m]=[this.#t[u],this.#e[u]];if(!(m>=o&&m<=
s)||n?.codes[u]===0)continue;let d=!1;for(let y of i[a(m)]){let p=l(y);e[y]>m!=e[p]>m&&f<(t[p]-t[y])*(m-e[y])/(e[p]-e[y])+
t[y]&&(d=!d)}d&&c.push(u)}return c}near(t,e,n,o,{sizes:s,shown:i}){let a=e,l=a.symbol==="ellipse",h=l?Ot*o:be(a,n,o,s&&Math.
max(...s.table)),c=this.#o.near(t,l?a.scale:0,(h+nt(a.width,o))/n);return i?c.filter(u=>i.codes[u]):c}draw(t,e,{left:n,top:o,
scale:s,dpr:i},a,{colors:l,sizes:h}){let c=a,[u,f]=[this.#t,this.#e];if(c.symbol==="ellipse"){let[d,y,p]=this.#n??[],x=c.
scale*s,M=Ot*i;for(let b of e){let v=u[b]*s+n,w=o-f[b]*s;if(t.color=l?.codes[b]??0,d&&y&&p&&d[b]+y[b]+Math.abs(p[b])>0){
let[k,S]=[Math.max(d[b]*x,M),Math.max(y[b]*x,M)];k===S&&k===M?t.circle(v,w,k):t.ellipse(v,w,k,S,p[b]),c.fill&&t.fill(v,w,
k,S,p[b])}else t.disc(v,w,Po*i)}return}let m=Io[c.symbol];for(let d of e){let y=u[d]*s+n,p=o-f[d]*s,x=be(c,s,i,h?.table[h.
codes[d]]);if(t.color=l?.codes[d]??0,c.fill&&rn[c.symbol]&&t.fill(y,p,x,x,0,rn[c.symbol]),!m)t.circle(y,p,x);else for(let[
M,b,v,w]of m)t.segment(y+x*M,p+x*b,y+x*v,p+x*w)}}};function be({size:r,unit:t},e,n,o=r){return Math.max(o*(t==="image"?e:
n)/2,Ot*n)}function P(r){let t=r.get("image_info");return"shape"in t?t:null}function Y(r){let t=P(r);return t!==null&&t.color&&t.component===
"image"}function Vt(r){let[t,e]=P(r)?.shape??[0,0];return t*e}var Ro={outline:Rt,shapes:st},Oo=1e3,Vo=6e4;function Ft(r){return r.kind==="marks"?[]:[r.key,...r.kind==="shapes"?[r.colors,
r.sizes,r.shown]:[]].filter(Boolean)}var Dt=class{#t;#e;#n;#o=new Map;#r=new Map;#s=new Map;#i=new Set;#a=null;constructor(t,e){
this.#t=t,this.#e=e,this.#n=[t.on("layers",()=>this.#c())],this.#c()}get all(){return this.#t.get("layers")}placed(t){let e=this.#o.
get(t);return e?.codes?e:null}set(t,e){this.#t.set("layers",this.all.map(n=>n.key===t?{...n,...e}:n))}toggle(t){this.set(
t,{visible:!this.all.find(e=>e.key===t)?.visible})}toggleAll(){let t=this.all.filter(({visible:n})=>n).map(({key:n})=>n),
e=this.#a;this.#a=t.length?new Set(t):null,this.#t.set("layers",this.all.map(n=>({...n,visible:!t.length&&(e?.has(n.key)??
!0)})))}onChange(t){return this.#i.add(t),()=>this.#i.delete(t)}dispose(){for(let t of this.#n)t();for(let t of[...this.#s.
keys()])this.#h(t);this.#i.clear(),this.#o.clear(),this.#r.clear()}#l(){for(let t of[...this.#i])t()}#c(){let t=new Set(
this.all.flatMap(Ft));for(let e of[...this.#s.keys()])t.has(e)||this.#h(e);for(let e of[...this.#o.keys()])t.has(e)||this.#o.
delete(e);for(let e of[...this.#r.keys()])t.has(e)||this.#r.delete(e);for(let e of this.all)if(!(!e.visible||!e.count))for(let n of Ft(
e))this.#o.has(n)||this.#r.has(n)||this.#s.has(n)||(this.#s.set(n,{id:null,timer:0,retry:Oo,data:null,got:0}),this.#m(n));
this.#f(),this.#l()}#h(t){let e=this.#s.get(t);this.#s.delete(t),e&&(clearTimeout(e.timer),e.id!==null&&this.#e.forget(e.
id))}#m(t){let e=this.#s.get(t);e&&(e.data=null,e.got=0,e.id=this.#e.ask(n=>({kind:"layer",id:n,layer:t}),{reply:(n,o)=>n.
kind!=="layer"||this.#u(e,n,o[0]),failed:n=>{n&&this.#t.local.set("error",n.error),e.id=null,e.timer=setTimeout(()=>this.#m(
t),e.retry),e.retry=Math.min(2*e.retry,Vo)}}))}#u(t,e,n){let{layer:o,size:s,offset:i,rows:a,origin:l,done:h}=e;if(t.data??=
new Uint8Array(s),t.data.set(new Uint8Array(n.buffer,n.byteOffset,n.byteLength),i),t.got+=n.byteLength,!h)return!1;this.#s.
delete(o);let c=this.all.find(m=>Ft(m).includes(o));if(c&&c.key!==o&&t.got===s)return this.#r.set(o,t.data),this.#f(),this.#l(),
!0;let u=c?.kind,f=P(this.#t);if(u&&u!=="marks"&&f&&s&&t.got===s){let[m,d]=f.start,[y,p]=f.shape,x={x0:d-l[0],x1:d-l[0]+
p,y0:m-l[1],y1:m-l[1]+y};this.#o.set(o,{geometry:new Ro[u](t.data.buffer,a,x),origin:l,codes:null}),this.#f(),this.#l()}
return!0}#f(){for(let t of this.all){let e=this.#o.get(t.key);if(!e||!Ft(t).every(i=>i===t.key||this.#r.has(i))||(e.codes=
{},t.kind!=="shapes"))continue;let[n,o,s]=[t.colors,t.sizes,t.shown].map(i=>this.#r.get(i));if(s&&(e.codes.shown={key:t.
shown,codes:s}),n&&(e.codes.colors={key:t.colors,table:n.subarray(0,768),codes:n.subarray(768)}),o){let i=new Float32Array(
o.buffer,0,256);e.codes.sizes={key:t.sizes,table:i,codes:o.subarray(1024)}}}}};var Nt=class{#t;#e;#n;#o;#r;#s=[];#i=null;#a=null;constructor(t,e,n,o){this.#t=t,this.#e=e,this.#n=n,this.#o=o,this.#r=t.
on("image_info",()=>this.#l())}at(t,e,n){let o=Math.round(t),s=Math.round(e);this.#a=null;let i=this.#n.info;if(!i)return;
let[a,l]=[s-i.start[0],o-i.start[1]],h=a>=0&&l>=0&&a<i.shape[0]&&l<i.shape[1],c={inside:h,x:o,y:s,values:[NaN],sigma:null,
approximate:!1,planes:[],...this.#o.radec(t,e)??{ra:null,dec:null}};if(!h)return n(c);let u=this.#c(c,t,e);if(u)return n(
u);n(this.#m(c,a,l)),this.#a={x:t,y:e,callback:n},this.#u()}dispose(){this.#r(),this.#l()}#l(){this.#s=[],this.#a=null,this.#i!==
null&&this.#e.forget(this.#i),this.#i=null}#c(t,e,n){for(let o of this.#s){let[s,i]=[t.y-o.y0,t.x-o.x0];if(s<0||i<0||s>=
o.height||i>=o.width)continue;let a=s*o.width+i,l=h=>o.mask?.getUint8(a*o.maskBytes+h)??0;return{...t,values:Array.from(
{length:o.channels},(h,c)=>o.values.getFloat64(8*(a*o.channels+c),!0)),sigma:o.sigma?o.sigma.getFloat64(8*a,!0):null,planes:this.#h(
l),...this.#o.radec(e,n,o.offset)}}return null}#h(t){return this.#t.get("mask_planes").filter(e=>t(e.byte)>>e.bit&1)}#m(t,e,n){
let o=this.#n.info?.levels??0,s=this.#n.info?.tile??256;for(let i=0;i<o;i++){let[a,l]=[e>>i,n>>i],h=this.#n.get([i,Math.
floor(a/s),Math.floor(l/s)])?.tile;if(!h)continue;let c=(h.height-1-a%s)*h.width+l%s,{pairs:u}=h,f=y=>{let p=u?.bytes.indexOf(
y)??-1;return u&&p>=0?u.own[u.index[c]*u.bytes.length+p]:0},m=h.width*h.height,d=Array.from({length:h.channels},(y,p)=>h.
codec.value(h.codes[c+p*m]));return{...t,values:d,approximate:!0,planes:this.#h(f)}}return{...t,approximate:!0}}#u(){let{
info:t}=this.#n;if(this.#i!==null||!this.#a||!t)return;let[e,n]=[Math.round(this.#a.x),Math.round(this.#a.y)];this.#i=this.#e.
ask(o=>({kind:"readout",id:o,image:t.id,x:e,y:n}),{reply:(o,s)=>(this.#i=null,o.kind==="readout"&&o.image===this.#n.info?.
id&&this.#f(o,s,e,n),!0),failed:()=>{this.#i=null}})}#f(t,[e,n,o],s,i){let[a,l,h,c]=t.box,u=this.#a;h*c>0&&t.component===
this.#n.info?.component&&(this.#s.unshift({y0:a,x0:l,height:h,width:c,values:e,channels:t.channels,offset:this.#o.offset(
s,i,t.sky),sigma:n?.byteLength?n:null,mask:o?.byteLength?o:null,maskBytes:o?o.byteLength/(h*c):0}),this.#s.length=Math.min(
this.#s.length,32)),u&&this.at(u.x,u.y,u.callback)}};var Fo="#ffffff";var _t=class{constructor(t,e){this.store=t;this.layers=e;this.#t=t.on("selection",()=>this.#o()),this.#o()}store;layers;key=0;rows=new Uint32Array(
0);#t;#e=0;#n=null;set(t,e){let n=Uint32Array.from(e).sort();this.store.set("selection",n.length?{layer:t,rows:new DataView(
n.buffer)}:{})}add(t,e,n=!1){let o=new Set(t===this.key?this.rows:[]);for(let s of e)n&&o.delete(s)||o.add(s);this.set(t,
o)}drawn(){let t=this.layers.all.find(({key:n})=>n===this.key);if(!t?.visible||!this.placed(this.#e))return[];let e=Math.
min(t.width+1.5,20);return[{...t,key:this.#e,color:Fo,opacity:1,width:e}]}placed(t){let e=t===this.#e?this.layers.placed(
this.key):null;if(!e)return null;let{geometry:n,origin:o,codes:s}=e,i=this.#n??=new Set(this.rows);return{geometry:{bytes:0,
near:(...l)=>n.near(...l).filter(h=>i.has(h)),draw:(...l)=>n.draw(...l)},origin:o,codes:{...s,colors:void 0}}}dispose(){
this.#t()}#o(){let{layer:t,rows:e}=this.store.get("selection");this.key=t??0;let n=e?e.buffer.slice(e.byteOffset,e.byteOffset+
e.byteLength):new ArrayBuffer(0);this.rows=new Uint32Array(n),this.#e--,this.#n=null}};var ft=Math.PI/180;function Do(r){let[t,e]=r.n,n=new Float64Array(3*t*e);for(let o=0;o<n.length;o++)n[o]=r.data.getFloat64(
8*o,!0);return{ny:t,nx:e,x:r.x,y:r.y,data:n}}function sn(r,t){let e=Math.min(t,4),n=Math.min(Math.max(Math.floor(r)-1,0),
t-e),o=[];for(let s=0;s<e;s++){let i=1;for(let a=0;a<e;a++)a!==s&&(i*=(r-n-a)/(s-a));o.push(i)}return{first:n,weights:o}}
var Ut=class{pixelScale=null;#t=null;#e;constructor(t){let e=()=>{let n=t.get("sky_grid");this.#t="data"in n?Do(n):null,
this.pixelScale="data"in n?n.pixel_scale:null};this.#e=t.on("sky_grid",e),e()}get known(){return this.#t!==null}radec(t,e,n){
let o=this.#n(t,e);if(!o)return null;if(n)for(let i=0;i<3;i++)o[i]+=n[i];let s=Math.atan2(o[1],o[0])/ft;return{ra:s<0?s+
360:s,dec:Math.atan2(o[2],Math.hypot(o[0],o[1]))/ft}}offset(t,e,n){let o=this.#n(t,e);if(!o||!n)return null;let s=an({ra:n[0],
dec:n[1]});return[s[0]-o[0],s[1]-o[1],s[2]-o[2]]}compass(t,e){let n=this.#o(t,e);if(!n)return null;let o=(i,a)=>({x:i/Math.
hypot(i,a),y:a/Math.hypot(i,a)}),s=Math.sign(n.ex*n.ny-n.ey*n.nx);return{east:o(s*n.ny,-s*n.nx),north:o(-s*n.ey,s*n.ex)}}pixel(t,e){
let n=an(t),{x:o,y:s}=e;for(let i=0;i<12;i++){let a=this.#n(o,s),l=this.#o(o,s);if(!a||!l)return null;let h=[n[0]-a[0],n[1]-
a[1],n[2]-a[2]],c=ut(h,l.east),u=ut(h,l.north),f=l.ex*l.ny-l.ey*l.nx,m=(c*l.ny-u*l.ey)/f,d=(u*l.ex-c*l.nx)/f;if(!Number.
isFinite(m+d))return null;if(o+=m,s+=d,Math.hypot(m,d)<1e-6)return{x:o,y:s}}return null}dispose(){this.#e()}#n(t,e){let n=this.#t;
if(!n)return null;let o=sn((t-n.x[0])/n.x[1],n.nx),s=sn((e-n.y[0])/n.y[1],n.ny),i=[0,0,0];s.weights.forEach((l,h)=>{o.weights.
forEach((c,u)=>{let f=3*((s.first+h)*n.nx+o.first+u);for(let m=0;m<3;m++)i[m]+=l*c*n.data[f+m]})});let a=Math.hypot(...i);
return a>0?[i[0]/a,i[1]/a,i[2]/a]:null}#o(t,e){let n=this.#n(t,e),[o,s,i,a]=[this.#n(t+.5,e),this.#n(t-.5,e),this.#n(t,e+
.5),this.#n(t,e-.5)];if(!n||!o||!s||!i||!a)return null;let l=Math.hypot(n[0],n[1])||1,h=[-n[1]/l,n[0]/l,0],c=[-n[2]*h[1],
n[2]*h[0],l],u=[o[0]-s[0],o[1]-s[1],o[2]-s[2]],f=[i[0]-a[0],i[1]-a[1],i[2]-a[2]];return{east:h,north:c,ex:ut(u,h),ey:ut(
f,h),nx:ut(u,c),ny:ut(f,c)}}};function an({ra:r,dec:t}){let e=Math.cos(t*ft);return[e*Math.cos(r*ft),e*Math.sin(r*ft),Math.
sin(t*ft)]}function ut(r,t){return r[0]*t[0]+r[1]*t[1]+r[2]*t[2]}function ge(r,t){let e=10**t,n=Math.round(r*3600*e),o=n%
(60*e);n=(n-o)/(60*e);let s=a=>String(a).padStart(2,"0"),i=(o/e).toFixed(t).padStart(t?t+3:2,"0");return`${s(Math.floor(
n/60))}:${s(n%60)}:${i}`}function $t(r,t=3){let e=ge((r%360+360)%360/15,t);return e.startsWith("24:")?ge(0,t):e}function Ht(r,t=2){
return(r<0?"−":"+")+ge(Math.abs(r),t)}var Kt=class{#t=new Map;add(t,e){let n=this.#t.get(t);return n||this.#t.set(t,n=new Set),n.add(e),()=>n.delete(e)}call(t){
for(let e of[...this.#t.get(t)??[]])e()}clear(){this.#t.clear()}},xe=class{#t=new Map;#e=new Kt;get(t){return this.#t.get(
t)}set(t,e){this.#t.get(t)!==e&&(this.#t.set(t,e),this.#e.call(t))}on(t,e){return this.#e.add(t,e)}},No={viewport:150,component:0,
stretch_parameter:0},_o=100;function ln(r,t){return t instanceof DataView?String(new Uint8Array(t.buffer,t.byteOffset,t.
byteLength)):t}function cn(r,t){return r===t||JSON.stringify(r,ln)===JSON.stringify(t,ln)}var zt=class{local=new xe;#t;#e=new Kt;#n=new Map;#o=new Map;#r=new Map;#s=!1;#i=0;#a=1/0;constructor(t){
this.#t=t}get(t){return this.#t.get(t)}set(t,e){cn(this.get(t),e)||(this.#c(t),this.#o.set(t,e),this.#h(t,e),this.#l(No[t]??
_o),this.#e.call(t))}on(t,e){return this.#c(t),this.#e.add(t,e)}flush(){if(clearTimeout(this.#i),this.#a=1/0,!!this.#o.size){
for(let[t,e]of this.#o)this.#r.set(t,e);this.#o.clear(),this.#t.save_changes()}}dispose(){this.flush();for(let[t,e]of this.#n)
this.#t.off(`change:${t}`,e);this.#n.clear(),this.#e.clear()}#l(t){let e=performance.now()+t;e>=this.#a||(clearTimeout(this.#i),
this.#a=e,this.#i=setTimeout(()=>this.flush(),t))}#c(t){if(this.#n.has(t))return;let e=()=>this.#m(t);this.#n.set(t,e),this.#t.
on(`change:${t}`,e)}#h(t,e){this.#s=!0;try{this.#t.set(t,e)}finally{this.#s=!1}}#m(t){if(!this.#s){if(this.#o.has(t)){if(cn(
this.get(t),this.#r.get(t)))return this.#h(t,this.#o.get(t));this.#o.delete(t)}this.#e.call(t)}}};var Bt=class{constructor(t,e,n,o){this.center=t;this.step=e;this.linear=n;this.zero=o;this.key=`${t},${e},${n},${o}`}center;step;linear;zero;key;get exact(){
return this.linear>=65535}value(t){if(t===0)return NaN;if(t===1)return-1/0;if(t===65535)return 1/0;let e=t-this.zero,n=Math.
abs(e),o=n;if(n>this.linear){let s=n-this.linear-1,i=this.linear;for(;s>=1024;s-=1024)i*=2;let a=i/1024;o=i+s*a+a/2}return this.
center+(e<0?-o:o)*this.step}stepAt(t){if(t<this.value(2)||t>this.value(65534))return 1/0;let e=Math.abs(t-this.center)/this.
step;return e<=this.linear?this.step:this.linear*2**Math.floor(Math.log2(e/this.linear))/1024*this.step}};var hn=65536,U=256,Ko=4278190080;function ve(r,t,e){return(Ko|e<<16|t<<8|r)>>>0}function Me(r){let t=new Uint32Array(U),
{colors:e,contrast:n,bias:o}=r;for(let s=0;s<U;s++){let i=Math.min(Math.max((s/255-o)*n+.5,0),1),a=3*Math.floor(i*255+.5);
t[s]=ve(e[a],e[a+1],e[a+2])}return t}function un(r,t,e){let{low:n,high:o,thresholds:s}=e,i=Me(e),a=2;for(let l=0;l<U-1&&
a<=65534;l++){let h=s[l],c=a,u=65535;for(;c<u;){let f=c+u>>1;(t.value(f)-n)/(o-n)>=h?u=f:c=f+1}r.fill(i[l],a,c),a=c}r.fill(
i[U-1],a,65535),r[0]=e.bad,r[1]=i[0],r[65535]=i[U-1]}var zo=12;function qt(r){let t=/^#[0-9a-f]{6}$/i.test(r)?parseInt(r.slice(1),16):16777215;return[t>>16,t>>8&255,t&255]}function fn({
color:r,opacity:t,outline:e},n){let[o,s,i]=qt(r);return{r:o,g:s,b:i,opacity:t,outline:e,key:`${n}.${r}.${t}.${e}`}}function Bo(r,t,e){
let n=new Float32Array(e);for(let o=0;o<e;o++)n[o]=r.getFloat32(4*(t+o),!0);return n}var Gt=class{version=0;shadingVersion=0;shading;planes=[];expressions=[];#t;#e=[];#n=new Set;#o=new Map;constructor(t){
this.#t=t,this.shading=this.#s(),this.#i();let e=["cuts","stretch","stretch_names","stretch_tables","colormap","colormap\
_names","colormap_tables","inverted","contrast","bias","bad_color"],n=()=>{this.shading=this.#s(),this.shadingVersion++,
this.#r()};for(let s of e)this.#e.push(t.on(s,n));let o=Y(t);this.#e.push(t.on("image_info",()=>{o!==Y(t)&&(o=!o,n())}));
for(let s of["planes","mask_planes","mask_expressions"])this.#e.push(t.on(s,()=>{this.#i(),this.#r()}))}onChange(t){return this.#n.
add(t),()=>this.#n.delete(t)}lut(t){let e=this.#o.get(t.key);return e||(this.#o.size>=zo&&this.#o.delete(this.#o.keys().
next().value),e={version:-1,lut:new Uint32Array(hn)},this.#o.set(t.key,e)),e.version!==this.shadingVersion&&(un(e.lut,t,
this.shading),e.version=this.shadingVersion),e.lut}bar(){return Me(this.shading)}dispose(){for(let t of this.#e)t();this.#n.
clear(),this.#o.clear()}#r(){this.version++;for(let t of this.#n)t()}#s(){let t=this.#t,[e,n]=t.get("cuts"),o=(f,m)=>Math.
max(f.indexOf(m),0),s=t.get("stretch_tables"),i=t.get("colormap_tables"),a=o(t.get("stretch_names"),t.get("stretch")),l=o(
t.get("colormap_names"),t.get("colormap")),h=new Uint8Array(3*U),c=t.get("inverted"),u=Y(t);for(let f=0;f<U;f++){if(u){h.
fill(f,3*f,3*f+3);continue}let m=3*(U*l+(c?U-1-f:f));for(let d=0;d<3;d++)h[3*f+d]=i.getUint8(m+d)}return{low:e,high:n,colors:h,
thresholds:Bo(s,(U-1)*a,U-1),contrast:t.get("contrast"),bias:t.get("bias"),bad:ve(...qt(t.get("bad_color")))}}#i(){let t=this.#t.
get("planes");this.planes=[];for(let{name:e,byte:n,bit:o}of this.#t.get("mask_planes")){let s=Object.hasOwn(t,e)?t[e]:void 0;
s?.visible&&this.planes.push({byte:n,bit:o,...fn(s,`${n}.${o}`)})}this.expressions=this.#t.get("mask_expressions").filter(
({visible:e,removed:n})=>e&&!n).map(e=>({postfix:e.postfix,...fn(e,e.postfix.join("."))}))}};var ke=class{#t=new Set;#e=0;#n=-1;#o=0;keep(t,e){this.drop(t),t.bytes=e,this.#t.add(t),this.#e+=e,this.#e>96e6&&this.#r()}touch(t){
this.#t.delete(t)&&this.#t.add(t)}drop(t){this.#t.delete(t)&&(this.#e-=t.bytes)}get bytes(){return this.#e}timeLeft(t){return t!==
this.#n&&(this.#n=t,this.#o=0),8-this.#o}spend(t){this.#o+=t}#r(){for(let t of this.#t){if(this.#e<=96e6)return;t.pinned()||
(this.drop(t),t.evict())}}},Go=Symbol.for("imgview.page.1"),qo=globalThis,D=qo[Go]??=new ke;var Se=class{#t=new Int32Array(1<<18).fill(-1);#e=[];keys=[];columns=[];clear(){this.nextColumn(),this.keys=[0],this.columns=
[0]}nextColumn(){for(let t of this.#e)this.#t[t]=-1;this.#e=[]}number(t,e){let n=this.#t,o=Math.imul(t,2654435761)>>>14;
for(;n[o]>=0;){if(this.keys[n[o]]===t)return n[o];o=o+1&n.length-1}return n[o]=this.keys.length,this.#e.push(o),this.columns.
push(e),this.keys.push(t)-1}},St=new Se;function mn(r,t,e,n){let o=n+2,s=o*(e+2),i=new Uint32Array(r.buffer,r.byteOffset,
r.length+3>>2),a=new Uint32Array(e*n);St.clear();let l=0,h=-1,c=0;for(let m=0;m<i.length;m++)if(i[m]!==0)for(let d=4*m;d<
4*m+4;d++){let y=r[d];if(!y)continue;let p=Math.floor(d/s),x=Math.floor((d-p*s)/o)-1,M=d-p*s-(x+1)*o-1;if(M<0||x<0||M>=n||
x>=e)continue;p!==l&&(l=p,h=-1,St.nextColumn());let b=r[d-1]&r[d+1]&r[d-o]&r[d+o],v=(e-1-x)*n+M,w=a[v]*65536+y*256+(y&~b);
w!==h&&(h=w,c=St.number(w,p)),a[v]=c}let u=St.keys.length,f=Wo(r,t.length,e,n);return u===1&&!f.some(Boolean)?null:{...Yo(
a,t,u>4096?jo(a,u):null),apron:f}}function Wo(r,t,e,n){let o=n+2,s=new Uint8Array(2*(n+e)*t),i=0,a=(l,h,c)=>{for(let u=0,
f=l;u<c;u++,f+=h)for(let m=0;m<t;m++)s[i++]=r[f+m*o*(e+2)]};return a((e+1)*o+1,1,n),a(1,1,n),a(e*o,-o,e),a(e*o+n+1,-o,e),
s}function jo(r,t){let e=new Uint32Array(t);for(let o=0;o<r.length;o++)e[r[o]]=1;let n=1;for(let o=1;o<t;o++)e[o]&&(e[o]=
n++);e[0]=0;for(let o=0;o<r.length;o++)r[o]=e[r[o]];return e}function Yo(r,t,e){let{keys:n,columns:o}=St,s=t.length,i=e?
e.reduce((c,u)=>Math.max(c,u),0)+1:n.length,a=new Uint8Array(i*s),l=new Uint8Array(i*s);for(let c=1;c<n.length;c++){let u=e?
e[c]:c;if(u)for(let f=c;f>0;f=Math.floor(n[f]/65536))a[u*s+o[f]]=n[f]>>>8&255,l[u*s+o[f]]=n[f]&255}let h=i<=256?Uint8Array:
i<=65536?Uint16Array:Uint32Array;return{index:new h(r),count:i,bytes:t,own:a,edge:l}}async function dn(r,t,e,n){let o=new DecompressionStream("deflate"),s=o.writable.getWriter();s.write(new Uint8Array(r.buffer,
r.byteOffset+t,e)).then(()=>s.close()).catch(()=>{});let l=o.readable.getReader(),h=new Uint8Array(new ArrayBuffer(n+3&-4),
0,n),c=0;for(;;){let{done:u,value:f}=await l.read();if(u)break;if(c+f.length>n)throw new Error(`more than ${n} bytes in \
a tile`);h.set(f,c),c+=f.length}if(c!==n)throw new Error(`${c} instead of ${n} bytes in a tile`);return h}async function pn(r,t){
let{level:e,row:n,col:o,channels:s,image:i,mask:a}=r,[l,h]=r.shape,[c,u]=await Promise.all([dn(t,0,i,2*l*h*s),a?dn(t,i,a,
r.bytes.length*(l+2)*(h+2)):null]),f=new Uint16Array(l*h*s);for(let y=0;y<s;y++)Zo(c,f,y*l*h,l,h);let m=u?mn(u,r.bytes,l,
h):null,d=f.byteLength+(m?m.index.byteLength+2*m.own.byteLength+m.apron.byteLength:0);return{level:e,row:n,col:o,width:h,
height:l,codec:new Bt(...r.codec),channels:s,codes:f,pairs:m,bytes:d}}function Zo(r,t,e,n,o){let s=n*o;for(let i=0;i<n;i++){
let a=2*e+i*o,l=e+(n-1-i)*o;for(let h=a+o;a<h;a++,l++)t[l]=r[a]<<8|r[s+a]}}var Xo=50,Ee=1e3,Qo=6e4,Ae=class{constructor(t,e,n){this.id=t;this.tile=e;this.owner=n}id;tile;owner;bytes=0;picture=null;styleVersion=-1;signature="";refined=-1;get size(){
return this.tile.bytes+(this.picture?4*this.tile.width*this.tile.height:0)}pinned(){return this.owner.pinned(this.id)}evict(){
this.picture=null,this.owner.evicted(this.id)}dropPicture(){this.picture&&(this.picture=null,this.styleVersion=-1,this.signature=
"",D.keep(this,this.size))}},Wt=class{#t;#e;#n=new Map;#o=new Set;#r=new Map;#s=new Set;#i;#a=new Set;#l=null;#c=new Set;#h=0;#m=-1/0;#u=0;#f=Ee;#d=-1/0;constructor(t,e){
this.#t=t,this.#e=e,this.#i=[t.on("image_info",()=>this.#S()),t.on("first_tiles",()=>this.#b())],this.#S(),this.#b()}get info(){
return this.#l}get(t){let e=this.#n.get(this.#p(t));return e&&D.touch(e),e}get overview(){return[Math.max((this.#l?.levels??
1)-1,0),0,0]}want(t,e){this.#r.set(t,e),this.#g()}forget(t){if(this.#r.delete(t)&&(this.#g(),!this.#r.size))for(let e of this.#n.
values())e.dropPicture()}refine(t,e){this.#c.size||!this.#l||!t.length||(this.#t.flush(),this.#v(t.map(({tile:n})=>[n.level,
n.row,n.col]),{slots:t,shadingVersion:e}))}onChange(t){return this.#s.add(t),()=>this.#s.delete(t)}receive(t,e){return t.
kind!=="tiles"?!0:(t.image===this.#l?.id&&(t.tiles.forEach((n,o)=>this.#E(t.component,n,e[o])),t.tiles.length&&(this.#f=
Ee)),t.done)}pinned(t){return this.#a.has(t)}evicted(t){this.#n.delete(t)}dispose(){clearTimeout(this.#u);for(let t of this.#i)
t();this.#s.clear(),this.#r.clear(),this.#k(),this.#l=null}#p([t,e,n],o=this.#l?.component??"image"){return`${o}/${t}/${e}\
/${n}`}#M(){for(let t of[...this.#s])t()}#k(){for(let t of this.#n.values())D.drop(t);this.#n.clear(),this.#o.clear(),this.#y()}#y(){
for(let{id:t}of this.#c)this.#e.cancel(t);this.#c.clear()}#S(){let t=this.#t.get("image_info"),e="shape"in t?t:null;e?.id!==
this.#l?.id?this.#k():e?.component!==this.#l?.component&&this.#y(),this.#l=e,this.#f=Ee,this.#d=-1/0,this.#r.clear(),this.#g(),
this.#M()}#b(){if(this.#l)for(let t of this.#t.get("first_tiles"))this.#E(this.#l.component,t,t.data)}#E(t,e,n){let o=this.#p(
[e.level,e.row,e.col],t),s=this.#l?.id;this.#o.add(o);for(let{left:i}of this.#c)i.delete(o);pn(e,n).then(i=>s===this.#l?.
id&&this.#A(o,i)).catch(i=>{this.#t.local.set("error",`A tile could not be read: ${String(i)}`),this.#L()}).finally(()=>{
s===this.#l?.id&&(this.#o.delete(o),this.#M())})}#A(t,e){let n=this.#n.get(t);n?(n.tile=e,n.styleVersion=-1,n.signature=
""):(n=new Ae(t,e,this),this.#n.set(t,n)),D.keep(n,n.size)}#g(){this.#a=new Set([...this.#r.values()].flat().map(t=>this.#p(
t))),this.#l&&this.#a.add(this.#p(this.overview)),this.#w()}#T(){if(!this.#r.size)return[];let t=[...this.#r.values(),[this.
overview]],e=new Map,n=Math.max(...t.map(o=>o.length));for(let o=0;o<n;o++)for(let s of t.slice(0,-1))this.#x(s[o],e);return this.#x(
this.overview,e),[...e.values()]}#x(t,e){if(!t)return;let n=this.#p(t);!this.#n.has(n)&&!this.#o.has(n)&&e.set(n,t)}#w(){
clearTimeout(this.#u);let t=this.#l?this.#T():[];this.#t.local.set("waiting",t.length>0);let e=[...this.#c].some(({refine:h})=>h);
if(!t.length){this.#t.local.set("error",""),e||this.#y();return}let n=new Set([...this.#c].flatMap(({left:h})=>[...h])),
o=t.filter(h=>!n.has(this.#p(h))),s=t.length-o.length,i=e||n.size-s>s;if(!o.length&&!i)return;let a=Math.max(this.#c.size?
this.#m+Xo:0,this.#d),l=performance.now();if(a>l)this.#u=setTimeout(()=>this.#w(),a-l);else if(i){for(let{id:h}of this.#c)
this.#e.forget(h);this.#c.clear(),this.#h++,this.#v(t,null)}else this.#v(o,null)}#v(t,e){let{id:n,component:o}=this.#l,s={
id:0,left:new Set(t.map(a=>this.#p(a))),refine:e};this.#c.add(s),this.#m=performance.now();let{client:i}=this.#e;s.id=this.#e.
ask(a=>({kind:"tiles",id:a,client:i,image:n,component:o,view:this.#h,refine:e!==null,want:t.map(([l,h,c])=>[l,h,c])}),{reply:(a,l)=>{
let h=this.receive(a,l);return h&&this.#C(s),h},failed:a=>{a&&this.#t.local.set("error",a.error),this.#C(s)}})}#C(t){if(!this.#c.
delete(t))return;let{refine:e,left:n}=t;if(e)for(let o of e.slots)o.refined=e.shadingVersion;else n.size&&this.#L();this.#w()}#L(){
this.#d=performance.now()+this.#f,this.#f=Math.min(2*this.#f,Qo)}};var yn=3;function Te(r){let t=r.get("protocol");return t===yn?null:`This page and the kernel run different versions of i\
mgview (page protocol ${yn}, kernel protocol ${String(t)}): reload the page or restart the kernel.`}var jt=class{store;channel;style;tiles;sky;readout;layers;selection;constructor(t){
this.store=new zt(t),this.channel=new Lt(t,this.store.local,(e,n)=>this.tiles.receive(e,n)),this.style=new Gt(this.store),
this.tiles=new Wt(this.store,this.channel),this.sky=new Ut(this.store),this.readout=new Nt(this.store,this.channel,this.
tiles,this.sky),this.layers=new Dt(this.store,this.channel),this.selection=new _t(this.store,this.layers)}dispose(){this.
selection.dispose(),this.layers.dispose(),this.readout.dispose(),this.sky.dispose(),this.tiles.dispose(),this.style.dispose(),
this.channel.dispose(),this.store.dispose()}};function Yt(r){let t=matchMedia("(prefers-color-scheme: dark)"),e=()=>{r.dataset.theme=Jo(t.matches)?"dark":"light",r.dispatchEvent(
new Event("iv-theme"))},n=new MutationObserver(e);for(let o of[document.documentElement,document.body])n.observe(o,{attributeFilter:[
"class","data-jp-theme-light","data-vscode-theme-kind","data-theme","theme"]});return t.addEventListener("change",e),e(),
()=>{n.disconnect(),t.removeEventListener("change",e)}}function Jo(r){let{jpThemeLight:t,vscodeThemeKind:e}=document.body.
dataset;if(t)return t==="false";if(e)return!e.includes("light");let n=document.documentElement,o=n.dataset.theme??n.getAttribute(
"theme")??"";return/dark|light/.test(o)?o.includes("dark"):r}var bn=new Map;function mt(r,t){let e=bn.get(t);return e||(e=new Intl.NumberFormat("en-US",{minimumFractionDigits:t,maximumFractionDigits:t}),
bn.set(t,e)),e.format(r).replace("-","−")}function dt(r){return r===0?0:Math.floor(Math.log10(Math.abs(r))+1e-12)}function Xt(r){
return Number.isNaN(r)?"NaN":r===1/0?"+inf":r===-1/0?"−inf":null}function Z(r){return Xt(r)??mt(r,0)}function X(r,t){let e=Xt(
r);if(e)return e;let n=dt(r);if(n>=Math.max(t,7)+2||n<-4)return r.toExponential(t-1).replace(/\.?0+e/,"e").replace("e+",
"e").replace(/-/g,"−");let o=mt(r,Zt(t-1-n));return o.includes(".")?o.replace(/\.?0+$/,""):o}function Zt(r){return Math.
min(Math.max(r,0),12)}function Ce(r,t,e){let n=t!==null&&t>0&&Number.isFinite(t),o=n?" ± ":"",s=Xt(r),i=dt(s?0:r);if(s||
i>=9||r!==0&&i<-4)return`${s??X(r,7)}${n?o+X(t,3):""}`;let a=e&&Number.isInteger(r),l=n?Math.max(2-dt(t),0):a?0:6-i,h=Zt(
Math.min(6-i,l)),c=mt(r,a?0:h);if(!n)return c;let u=t<10**-h;return c+o+(u?X(t,3):mt(t,a?Zt(l):h))}function Le(r){return Xt(
r)??mt(r,Math.abs(r)>=99.95?0:Math.abs(r)>=9.995?1:2)}function Q(r,t=Math.abs(r)){if(!Number.isFinite(r)||!(t>0))return X(
r,4);let e=2-dt(t),n=e>12?r:Number(r.toFixed(Math.max(e,0)));return X(n,Math.max(3,dt(n)+1+Math.max(e,0)))}function gn(r){
return`${mt(r,Zt(1-dt(r)))}×`}function xn(r){let{store:t,session:{style:e}}=r,n=g("canvas",{class:"iv-ramp",attrs:{width:256,height:1,"aria-hidden":"t\
rue"}}),[o,s,i]=[g("span"),g("span"),g("span")],a=g("div",{class:"iv-colorbar"},n,g("div",{class:"iv-ends"},o,s,i)),l=F(
()=>{let{shading:h}=e,c=P(t)?.unit??"",u=n.getContext("2d");if(!u)return;let f=u.createImageData(256,1);new Uint32Array(
f.data.buffer).set(e.bar()),u.putImageData(f,0,0);let m=h.high-h.low;L(o,Q(h.low,m)),L(s,Q(h.low+h.thresholds[127]*m,m)),
L(i,`${Q(h.high,m)} ${c}`.trimEnd())});return r.onClose(l.cancel),r.onClose(e.onChange(l.ask)),r.watch(["image_info"],l.
ask),a}var tr=["Escape","Tab","?"],er=["Shift","Control","Alt","Meta"];function wn({store:r,session:t,probe:e},n){let{keys:o,others:s}=r.
get("listening"),{key:i,code:a,shiftKey:l,repeat:h}=n,c=o.includes(i);if(!c&&(!s||er.includes(i)))return!1;let{x:u=null,
y:f=null}=e.place()??{};return h||t.channel.tell({kind:"key",x:u,y:f,key:i,code:a,shift:l}),tr.includes(i)||!c&&s==="hea\
r"?!1:(n.preventDefault(),n.stopPropagation(),!0)}function vn(r){let{stage:t,painter:e,store:n,session:o,signal:s}=r,i=null;
t.addEventListener("pointerdown",l=>{i=l.target===e.canvas?l:null},{signal:s}),t.addEventListener("pointerup",l=>{let h=i;
if(i=null,!h||h.pointerId!==l.pointerId||!n.get("listening").clicks||Math.hypot(l.clientX-h.clientX,l.clientY-h.clientY)>=
3)return;let c=["left","middle","right"][h.button],u=t.getBoundingClientRect(),f=e.viewport.toImage(h.clientX-u.left,h.clientY-
u.top),m=["shift","ctrl","alt","meta"].filter(d=>h[`${d}Key`]);c&&o.channel.tell({kind:"click",...f,button:c,modifiers:m})},
{signal:s});let a=0;r.watch(["listening"],()=>{let{call:l}=n.get("listening");l!==a&&(a=l,l&&(t.focus({preventScroll:!0}),
o.channel.tell({kind:"here",call:l})))})}var Mn="rgba(0, 0, 0, 0.7)",kn="#ffffff";function pt(r,t,e=1.5,n=kn,o=2.5){r.lineJoin=r.lineCap="round",r.strokeStyle=Mn,
r.lineWidth=e+o,r.stroke(t),r.strokeStyle=n,r.lineWidth=e,r.stroke(t)}function yt(r,t,e,n,o=kn){r.lineJoin="round",r.strokeStyle=
Mn,r.lineWidth=3,r.strokeText(t,e,n),r.fillStyle=o,r.fillText(t,e,n)}var nr=[1,2,5],or=[1,2,5,10,20,30];function Sn(r,t){if(!(r>0)||!Number.isFinite(r))return null;let e=132*r,[n,o]=t?sr(e):
rr(e);return{length:n/r,label:o}}function Pe(r){let t=10**Math.floor(Math.log10(r));return Math.max(...nr.filter(e=>e*t<=
r*(1+1e-9)))*t}function rr(r){let t=Pe(r);return[t,`${Number(t.toPrecision(1))} px`]}function sr(r){if(r<1){let o=Pe(r);
return[o,`${Number(o.toPrecision(1))}″`]}if(r>=3600){let o=Pe(r/3600);return[o*3600,`${Number(o.toPrecision(1))}°`]}let[
t,e]=r>=60?[60,"′"]:[1,"″"],n=Math.max(...or.filter(o=>o*t<=r));return[n*t,`${n}${e}`]}var En=28,ir=170,ar="rgba(150, 215, 255, 0.6)",lr="#d9f2ff",cr=An([1,2,5,10,20,30].flatMap(r=>[r/3600,r/60]),[1,2,5,10,15,
30]),hr=An([1,2,5,10,20,30].flatMap(r=>[r/240,r/4]),[15,30,45]);function An(r,t){return[...[.001,.01,.1].flatMap(n=>[1,2,
5].map(o=>o*n*Math.min(...r))),...r,...t].sort((n,o)=>n-o)}function Tn(r,t,e){let{width:n,height:o}=e,s=mr(t,e),i=new Path2D,
a=[];for(let[h,c,u,f]of[[s.ra,hr,yr,["top","bottom","left","right"]],[s.dec,cr,br,["left","right","top","bottom"]]])for(let{
level:m,label:d}of dr(h,c,Math.hypot(n,o)/ir,u))a.push({text:d,ends:pr(i,s,h,m,n,o),sides:f});pt(r,i,1,ar,1.2),r.textAlign=
"left",r.textBaseline="alphabetic";let l=[[0,0,60,30],[0,o-84,250,o],[n-172,o-132,n,o]];for(let{text:h,ends:c,sides:u}of a){
let f=r.measureText(h).width,m=u.flatMap(d=>c.map(y=>ur(y,d,f,n,o))).find(d=>d&&l.every(y=>fr(d,y)));m&&(l.push(m),yt(r,
h,m[0],m[3]-3,lr))}}function ur({x:r,y:t},e,n,o,s){if({top:t,bottom:s-t,left:r,right:o-r}[e]>1)return null;let[a,l]={top:[
r+5,9],bottom:[r+5,s-22],left:[8,t-18],right:[o-n-8,t-18]}[e];return a<4||l<4||a+n>o-4||l+16>s-4?null:[a,l,a+n,l+16]}function fr(r,t){
return r[2]+8<t[0]||t[2]+8<r[0]||r[3]<t[1]||t[3]<r[1]}function mr(r,t){let e=Math.max(2,Math.ceil(t.width/En)),n=Math.max(
2,Math.ceil(t.height/En)),o=new Float64Array((e+1)*(n+1)).fill(NaN),s=new Float64Array(o.length).fill(NaN),i=r.radec(t.center.
x,t.center.y)?.ra??0;for(let a=0;a<=n;a++)for(let l=0;l<=e;l++){let{x:h,y:c}=t.toImage(t.width*l/e,t.height*a/n),u=r.radec(
h,c);u&&(o[a*(e+1)+l]=i+(u.ra-i+540)%360-180,s[a*(e+1)+l]=u.dec)}return{nx:e,ny:n,ra:o,dec:s}}function dr(r,t,e,n){let o=r.
filter(Number.isFinite);if(!o.length)return[];let s=o.reduce((h,c)=>Math.min(h,c)),i=o.reduce((h,c)=>Math.max(h,c)),a=t.
find(h=>(i-s)/h<=e)??t[t.length-1],l=[];for(let h=Math.ceil(s/a);h*a<=i;h++)l.push({level:h*a,label:n(h*a,a)});return l}
function pr(r,t,e,n,o,s){let{nx:i,ny:a}=t,l=[],h=(c,u,f,m)=>{let d=e[u*(i+1)+c]-n,y=e[(u+m)*(i+1)+c+f]-n;if(d<0==y<0||Math.
abs(d-y)>170)return null;let p=d/(d-y);return{x:(c+f*p)*o/i,y:(u+m*p)*s/a}};for(let c=0;c<a;c++)for(let u=0;u<i;u++){let f=[
h(u,c,1,0),h(u,c+1,1,0),h(u,c,0,1),h(u+1,c,0,1)].filter(m=>m!==null);if(!(f.length<2)){r.moveTo(f[0].x,f[0].y),r.lineTo(
f[1].x,f[1].y);for(let m of f){let{x:d,y}=m;(d<1||y<1||d>o-1||y>s-1)&&l.push(m)}}}return l}function yr(r,t){let e=t*240,
n=$t(r,e<1?Math.ceil(-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,5):n}function br(r,t){let e=t*3600,n=Ht(r,e<1?Math.ceil(
-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,6):n}var gr=4,xr=16,it=12,bt=34;function Cn(r){let{painter:t,probe:e,session:n,store:o,root:s}=r,{viewport:i}=t,a=g("canvas",
{class:"iv-furniture",attrs:{"aria-hidden":"true"}}),l="",h=()=>{c.cancel();let{width:u,height:f}=i,m=ct(a,u,f,i.dpr);if(!m)
return;m.clearRect(0,0,u,f);let d=P(o);if(s.dataset.zoom=String(i.zoom),!d||u<60||f<60)return;l||=`12px ${getComputedStyle(
s).fontFamily}`,m.font=l,i.zoom>=xr&&wr(m,i),o.get("show_grid")&&n.sky.known&&Tn(m,n.sky,i),e.at&&vr(m,i,e.at,e.pinned),
m.textBaseline="alphabetic",m.textAlign="left",yt(m,gn(i.zoom),it,it+10);let y=f>150?Mr(m,r):0;kr(m,r,y)},c=F(h);return r.
onClose(t.onFrame(h)),r.onClose(e.onChange(c.ask)),r.onClose(c.cancel),r.watch(["show_grid","image_info","sky_grid"],c.ask),
a}function wr(r,t){let{width:e,height:n,dpr:o}=t,[s,i]=t.box.shape,[a,l]=t.box.start,h=[[0,0],[e,0],[0,n],[e,n]].map(([b,
v])=>t.toImage(b,v)),[c,u]=[h.map(({x:b})=>b),h.map(({y:b})=>b)],[f,m]=[Math.max(Math.min(...c),l-.5),Math.min(Math.max(
...c),l+i-.5)],[d,y]=[Math.max(Math.min(...u),a-.5),Math.min(Math.max(...u),a+s-.5)],p=new Path2D,x=b=>(Math.round(b*o)+
.5)/o,M=(b,v,w,k)=>{let[S,A]=[t.toScreen(b,v),t.toScreen(w,k)];if(t.upright){let C=Math.abs(A.sx-S.sx)<Math.abs(A.sy-S.sy)?
"sx":"sy";S[C]=A[C]=x(S[C])}p.moveTo(S.sx,S.sy),p.lineTo(A.sx,A.sy)};for(let b=Math.ceil(f-.5)+.5;b<=m;b++)M(b,y,b,d);for(let b=Math.
ceil(d-.5)+.5;b<=y;b++)M(f,b,m,b);r.lineWidth=1/o,r.strokeStyle="rgba(128, 128, 128, 0.4)",r.stroke(p)}function vr(r,t,e,n){
let[o,s]=[Math.round(e.x),Math.round(e.y)],[i,a]=t.box.shape,[l,h]=t.box.start;if(o<h||s<l||o>=h+a||s>=l+i)return;let c=new Path2D;
if(t.zoom>=gr){for(let[u,f]of[[-.5,.5],[.5,.5],[.5,-.5],[-.5,-.5]]){let{sx:m,sy:d}=t.toScreen(o+u,s+f);c.lineTo(m,d)}c.closePath()}
if(n){let{sx:u,sy:f}=t.toScreen(o,s),m=t.zoom/2+4;for(let[d,y]of[[1,0],[-1,0],[0,1],[0,-1]]){let{x:p,y:x}=t.across(d,y);
c.moveTo(u+p*m,f+x*m),c.lineTo(u+p*(m+12),f+x*(m+12))}}pt(r,c,1.25)}function Mr(r,t){let{viewport:e}=t.painter,n=t.session.
sky.compass(e.center.x,e.center.y);if(!n||!Number.isFinite(n.north.x+n.east.x))return 0;let o=[n.north,n.east].map(({x:m,
y:d})=>e.across(m*bt,d*bt)),s=o.map(({x:m,y:d})=>({x:m*(1+11/bt),y:d*(1+11/bt)})),i=m=>[Math.min(0,...m),Math.max(0,...m)],
[a,l]=i(s.flatMap(({x:m})=>[m-5,m+5])),[,h]=i(s.flatMap(({y:m})=>[m-5,m+5])),c=it-a,u=e.height-it-h,f=new Path2D;for(let{
x:m,y:d}of o){f.moveTo(c,u),f.lineTo(c+m,u+d);let[y,p]=[m/bt,d/bt];for(let x of[1,-1])f.moveTo(c+m,u+d),f.lineTo(c+m-6*y+
x*3.5*p,u+d-6*p-x*3.5*y)}return pt(r,f),r.textAlign="center",r.textBaseline="middle",["N","E"].forEach((m,d)=>yt(r,m,c+s[d].
x,u+s[d].y)),l-a+18}function kr(r,t,e){let{viewport:n}=t.painter,o=Sr(t),s=Sn((o??1)/n.zoom,o!==null);if(!s)return;let i=it+
e,a=n.height-it-1;if(i+s.length>n.width-it)return;let l=new Path2D;l.moveTo(i,a-4),l.lineTo(i,a+1),l.moveTo(i,a-1.5),l.lineTo(
i+s.length,a-1.5),l.moveTo(i+s.length,a-4),l.lineTo(i+s.length,a+1),pt(r,l),r.textAlign="center",r.textBaseline="alphabe\
tic",yt(r,s.label,i+s.length/2,a-9)}function Sr(r){let{viewport:t}=r.painter,{x:e,y:n}=t.center,o=t.along(5,0),s=r.session.
sky.radec(e-o.x,n-o.y),i=r.session.sky.radec(e+o.x,n+o.y);if(!s||!i)return null;let a=Math.PI/180,l=(i.dec-s.dec)*a/2,h=(i.
ra-s.ra)*a/2,c=Math.sin(l)**2+Math.cos(s.dec*a)*Math.cos(i.dec*a)*Math.sin(h)**2;return 2*Math.asin(Math.sqrt(c))*3600/a/
10}var Ie={visible:!1,color:"#ffffff",opacity:.5,outline:!1},Ln=new WeakMap;function q(r){let t=Ln.get(r);return t||(t=new Re(
r),Ln.set(r,t)),t}var Re=class{constructor(t){this.store=t;this.expressions=new Oe(t)}store;before=null;hidden=null;hiddenExpressions=null;expressions;get infos(){
return this.store.get("mask_planes")}get listed(){return[...this.infos].sort((t,e)=>+(t.count===0)-+(e.count===0))}get shown(){
return this.infos.map(t=>t.name).filter(t=>this.state(t).visible)}state(t){let e=this.store.get("planes");return Object.
hasOwn(e,t)?e[t]??Ie:Ie}set(t,e){this.apply(new Map([[t,e]]))}show(t,e){this.before=null,this.apply(new Map([...t].map(n=>[
n,{visible:e}])))}toggle(t){this.show([t],!this.state(t).visible)}isSolo(t){let e=this.shown;return this.before!==null&&
e.length===1&&e[0]===t}solo(t){if(this.isSolo(t)){let n=this.before??new Set;this.before=null,this.only(n);return}this.before!==
null&&this.shown.length===1||(this.before=new Set(this.shown)),this.only(new Set([t]))}step(t){let e=this.listed.filter(
a=>a.count!==0).map(a=>a.name);if(!e.length)return;let n=e.findIndex(a=>this.isSolo(a)),o=e[n],s=t>0?0:e.length-1,i=e[o===
void 0?s:n+t];i!==void 0?this.solo(i):o!==void 0&&this.solo(o)}toggleAll(){let{shown:t,expressions:e}=this,n=e.all.filter(
({visible:o})=>o).map(({name:o})=>o);t.length||n.length?(this.hidden=new Set(t),this.hiddenExpressions=new Set(n),this.show(
t,!1),e.show(this.hiddenExpressions,!1)):(this.show(this.hidden??new Set(this.infos.map(o=>o.name)),!0),e.show(this.hiddenExpressions??
new Set(e.all.map(({name:o})=>o)),!0))}only(t){this.apply(new Map(this.infos.map(({name:e})=>[e,{visible:t.has(e)}])))}apply(t){
let e={...this.store.get("planes")};for(let[n,o]of t)Object.defineProperty(e,n,{value:{...this.state(n),...o},enumerable:!0,
configurable:!0,writable:!0});this.store.set("planes",e)}},Oe=class{constructor(t){this.store=t}store;get all(){return this.
store.get("mask_expressions").filter(({removed:t})=>!t)}state(t){return this.all.find(e=>e.name===t)??Ie}set(t,e){this.apply(
new Set([t]),e)}show(t,e){this.apply(t,{visible:e})}apply(t,e){let n=this.store.get("mask_expressions").map(o=>t.has(o.name)?
{...o,...e}:o);this.store.set("mask_expressions",n)}};var Er=.12;function Ar(r,t){if(!t)return;let e={ArrowLeft:1,ArrowRight:-1}[t.key]??0,n={ArrowUp:1,ArrowDown:-1}[t.key]??
0;if(t.shiftKey&&r.probe.pinned){r.probe.nudge(-e,-n);return}let{viewport:o}=r.painter,s=Er*Math.min(o.width,o.height)*(t.
shiftKey?5:1);o.panBy(e*s,n*s)}function Pn(r,t){let{viewport:e}=r.painter;e.zoomAbout(t,e.width/2,e.height/2)}function Ve(r,t,e){
let n=r.indexOf(t);return r[(n+(e?r.length-1:1))%r.length]}function Et(r,t){let e=r.store.get("cuts_table")[t];e&&(r.store.
set("cuts",e),r.store.set("cuts_mode",t))}function gt(r,t,e){!(e>t)||!Number.isFinite(t)||!Number.isFinite(e)||(r.store.
set("cuts",[t,e]),r.store.set("cuts_mode","explicit"))}var At=[{id:"zoom-in",label:"Zoom in",keys:["+","="],group:"View",
run:r=>Pn(r,Math.SQRT2)},{id:"zoom-out",label:"Zoom out",keys:["-","_"],group:"View",run:r=>Pn(r,Math.SQRT1_2)},{id:"pan",
label:"Pan; with Shift further",group:"View",keys:["ArrowLeft","ArrowUp","ArrowDown","ArrowRight"],run:Ar},{id:"home",label:"\
Back to the first view",keys:["h"],group:"View",icon:"home",run:r=>r.painter.viewport.home()},{id:"fit",label:"Fit the w\
hole image",keys:["f","0"],group:"View",text:"fit",run:r=>r.painter.viewport.fit()},{id:"one",label:"One image pixel a s\
creen pixel",keys:["1"],group:"View",text:"1:1",run:r=>r.painter.viewport.oneToOne()},{id:"grid",label:"Sky coordinate g\
rid",keys:["g"],group:"View",icon:"grid",run:({store:r})=>{r.get("image_info").has_sky&&r.set("show_grid",!r.get("show_g\
rid"))}},{id:"component",label:"Next of image, variance, S/N, …; with Shift the previous",keys:["v","V"],group:"Displa\
y",run:({store:r},t)=>{let e=Ve(r.get("image_info").components??[],r.get("component"),t?.shiftKey??!1);e&&r.set("compone\
nt",e)}},{id:"stretch",label:"Next stretch; with Shift the previous",keys:["s","S"],group:"Display",run:({store:r},t)=>{
let e=Ve(r.get("stretch_names"),r.get("stretch"),t?.shiftKey??!1);e&&r.set("stretch",e)}},{id:"cuts",label:"Next cuts; w\
ith Shift the previous",keys:["c","C"],group:"Display",run:(r,t)=>{let{store:e}=r,n=Object.keys(e.get("cuts_table")),o=Ve(
n,e.get("cuts_mode"),t?.shiftKey??!1);o&&Et(r,o)}},{id:"invert",label:"Invert the map",keys:["i"],group:"Display",run:({
store:r})=>{Y(r)||r.set("inverted",!r.get("inverted"))}},{id:"reset",label:"Reset contrast and bias",keys:["r"],group:"D\
isplay",run:({store:r})=>{r.set("contrast",1),r.set("bias",.5)}},{id:"masks",label:"Hide all planes; again shows them",keys:[
"m"],group:"Mask planes",run:({store:r})=>q(r).toggleAll()},{id:"previous-plane",label:"Previous plane alone",keys:["["],
group:"Mask planes",run:({store:r})=>q(r).step(-1)},{id:"next-plane",label:"Next plane alone",keys:["]"],group:"Mask pla\
nes",run:({store:r})=>q(r).step(1)},{id:"filter",label:"Find a plane by name",keys:["/"],group:"Mask planes",run:r=>{r.showPanel(
!0),r.root.querySelector(".iv-filter")?.focus()}},{id:"layers",label:"Hide all layers; again shows them",keys:["l"],group:"\
Layers",run:({session:r})=>r.layers.toggleAll()},{id:"box",label:"Select in a box; with Shift add",keys:["b"],group:"Lay\
ers",icon:"box",run:({picker:r})=>r.take("box")},{id:"lasso",label:"Select with a lasso; with Shift add",keys:["o"],group:"\
Layers",icon:"lasso",run:({picker:r})=>r.take("lasso")},{id:"source",label:"Next source; with Shift the previous",keys:[
"n","N"],group:"Layers",run:({picker:r},t)=>r.step(t?.shiftKey?-1:1)},{id:"centre",label:"Centre on the source",keys:["z"],
group:"Layers",run:({picker:r})=>r.centre()},{id:"copy",label:"Copy its coordinates",keys:["y"],group:"Layers",run:({picker:r})=>r.
copy()},{id:"unselect",label:"Put the tool away; select nothing",keys:["Escape"],group:"Layers",run:({picker:r})=>r.escape()},
{id:"pin",label:"Pin the reading; again lets go",keys:["x"],group:"Reading",run:r=>r.probe.togglePin()},{id:"nudge",label:"\
Move the pinned reading by a pixel",keys:["Shift+Arrows"],group:"Reading",run:()=>{}},{id:"panel",label:"Side panel",keys:[
"p"],group:"Viewer",icon:"panel",run:r=>r.showPanel(!r.panelShown())},{id:"help",label:"Keyboard and mouse",keys:["?"],group:"\
Viewer",icon:"help",run:r=>r.toggleHelp()}],Fe=new Map;for(let r of At)for(let t of r.keys)Fe.set(t,r);function In(r){return Fe.
get(r)??Fe.get(r.toLowerCase())}function at(r){let t=At.find(e=>e.id===r);if(!t)throw new Error(`no action ${r}`);return t}
var Tr={ArrowLeft:"←",ArrowUp:"↑",ArrowDown:"↓",ArrowRight:"→","-":"−",Escape:"Esc","Shift+Arrows":"Shift ←↑↓→"};
function W(r){return Tr[r]??(r.length===1?r.toUpperCase():r)}function Rn(r){return`${r.label} (${W(r.keys[0]??"")})`}function On(r,t,e,n){
let{width:o,height:s}=r.painter.viewport;r.store.set("bias",j(t.bias+e/Math.max(o,1),0,1)),r.store.set("contrast",j(t.contrast*
Math.exp(-3*n/Math.max(s,1)),.05,20))}var Vn="http://www.w3.org/2000/svg",Cr={home:"M2.5 7.8 8 3l5.5 4.8M4 6.8V13h3V9.8h2V13h3V6.8",grid:"M8 2a6 6 0 1 0 0 12A\
6 6 0 0 0 8 2ZM2 8h12M8 2c-3.4 3.4-3.4 8.6 0 12M8 2c3.4 3.4 3.4 8.6 0 12",box:"M2.5 3.5h3M8 3.5h1.5M12 3.5h1.5v2M13.5 8v\
2M13.5 12.5h-2M9 12.5H7M4.5 12.5h-2v-2M2.5 8V6",lasso:"M8 2.8c-3.2 0-5.8 1.7-5.8 3.9S4.8 10.5 8 10.5s5.8-1.7 5.8-3.8S11.\
2 2.8 8 2.8ZM4.6 9.7c-1.3 1.2-.2 2.2.7 1.7M5 11.4c.2 1-.3 1.8-1.2 2.4",panel:"M2.5 3h11v10h-11ZM9.5 3v10M11.2 6h.8M11.2 \
8h.8",help:"M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",more:"M3.5 8h.01M8 8h.01M12.5 8h.01",caret:"m4\
.5 6.5 3.5 3.5 3.5-3.5",check:"m3.5 8.5 3 3 6-7",close:"m4 4 8 8M12 4l-8 8",eye:"M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.\
2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",eyeOff:"M2 8.2c1.6 2.2 3.7 3.3 6 3.3s4.4-1.1 6-3.3\
M4.2 10.3l-1 1.6M8 11.5v1.9M11.8 10.3l1 1.6",warning:"M8 2.5 14.5 13.5h-13ZM8 6.5V10M8 11.9v.1"};function N(r){let t=document.
createElementNS(Vn,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("class","iv-icon"),t.setAttribute("aria-h\
idden","true");let e=document.createElementNS(Vn,"path");return e.setAttribute("d",Cr[r]),t.append(e),t}var Lr=[["wheel, pinch","Zoom about the pointer"],["drag","Pan"],["right or Shift drag","Contrast and bias"],["double cl\
ick","Centre there"],["click, Shift click","Select a source, add or drop one"],["Ctrl drag, Alt drag","Select in a box, \
with a lasso"],["Alt click on an eye","This plane alone"],["double click histogram","Cuts by zscale"]];function Dn(r){let t=g(
"button",{class:"iv-button iv-plain",title:"Close (Esc)",attrs:{type:"button","aria-label":"Close the help"},on:{click:()=>s(
!1)}},N("close")),e=[...new Set(At.map(i=>i.group))].map(i=>Fn(i,At.filter(a=>a.group===i).map(a=>[Pr(a.keys),a.label]))),
n=Fn("Mouse",Lr.map(([i,a])=>[[i],a])),o=g("div",{class:"iv-help",attrs:{role:"dialog","aria-label":"Keyboard and mouse",
hidden:!0},on:{keydown:i=>{i.key!=="Escape"&&i.key!=="?"||(i.preventDefault(),i.stopPropagation(),s(!1))},wheel:i=>i.stopPropagation()}},
g("div",{class:"iv-help-card"},g("div",{class:"iv-section-title"},g("b",{},"Keyboard and mouse"),g("span",{class:"iv-spr\
ing"}),t),g("div",{class:"iv-help-columns"},...e,n))),s=i=>{o.hidden=!i,(i?t:r.stage).focus()};return{node:o,toggle:()=>s(
o.hidden)}}function Pr(r){let t=r.filter(e=>e.startsWith("Arrow"));return t.length?[t.map(W).join("")]:r.filter(e=>e!=="\
="&&e!=="_"&&!/^[A-Z]$/.test(e)).map(W)}function Fn(r,t){return g("section",{},g("h3",{},r),g("dl",{},...t.flatMap(([e,n])=>[
g("dt",{},...e.map(o=>g("kbd",{},o))),g("dd",{},n)])))}var Qt=38,Nn={low:.16,high:.22};function _n(r){let{store:t}=r,e=g("canvas",{attrs:{"aria-hidden":"true"}}),n=["low","hig\
h"].map(p=>h(p)),o=["red","green","blue"].map(p=>g("span",{class:"iv-here",attrs:{hidden:!0,"data-channel":p}})),s=g("sp\
an",{class:"iv-span",title:"Drag: both cuts"}),i=g("div",{class:"iv-histogram",title:"Drag the cuts; double click: zscal\
e",on:{dblclick:()=>Et(r,"zscale")}},e,s,...o,...n),a={from:0,to:1},l=!1;function h(p){return g("div",{class:"iv-handle",
title:`${p==="low"?"Low":"High"} cut: drag, or arrow keys`,attrs:{role:"slider",tabindex:0,"aria-label":`${p} cut`,"data\
-end":p},on:{pointerdown:x=>u(x,p),keydown:x=>{let M={ArrowLeft:-1,ArrowRight:1}[x.key];if(!M||x.ctrlKey||x.metaKey)return;
x.preventDefault();let b=M*(x.shiftKey?10:1)*(a.to-a.from)/200;c(t.get("cuts"),p==="low"?b:0,p==="high"?b:0)}}})}function c(p,x,M){
let b=(a.to-a.from)/500,[v,w]=[p[0]+x,p[1]+M];x&&!M?gt(r,Math.min(v,w-b),w):M&&!x?gt(r,v,Math.max(w,v+b)):gt(r,v,w)}function u(p,x){
if(p.button!==0)return;let M=p.currentTarget;l=!0;let b=[...t.get("cuts")],v=(a.to-a.from)/Math.max(e.clientWidth,1),w=0,
k=F(()=>{let S=w*v;w&&c(b,x==="high"?0:S,x==="low"?0:S)});et(p,M,S=>{w=S,k.ask()},()=>{l=!1,m.ask()})}s.addEventListener(
"pointerdown",p=>u(p,"both"));let f=p=>j((p-a.from)/(a.to-a.from),0,1)*100,m=F(()=>{let p=i.clientWidth,{low:x,high:M,counts:b}=t.
get("histogram"),v=t.get("cuts");i.hidden=!b?.length,!(!p||x===void 0||M===void 0||!b?.length)&&(l||(a=Rr(a,v,x,M)),Ir(e,
Or(b,x,M,a,Math.round(p/2)),p),n.forEach((w,k)=>{w.style.left=`${f(v[k])}%`,E(w,"aria-valuenow",String(v[k])),E(w,"aria-\
valuetext",Q(v[k])),E(w,"aria-valuemin",String(a.from)),E(w,"aria-valuemax",String(a.to))}),s.style.left=`${f(v[0])}%`,s.
style.right=`${100-f(v[1])}%`,d())}),d=()=>{let{reading:p}=r.probe,x=p?.inside?p.values:[];E(i,"data-color",x.length>1),
o.forEach((M,b)=>{M.hidden=!Number.isFinite(x[b]),M.hidden||(M.style.left=`${f(x[b])}%`)})};r.onClose(m.cancel),r.onClose(
r.probe.onChange(d)),r.watch(["histogram","cuts"],m.ask),r.root.addEventListener("iv-theme",m.ask,{signal:r.signal});let y=new ResizeObserver(
m.ask);return y.observe(i),r.onClose(()=>y.disconnect()),i}function Ir(r,t,e){let n=ct(r,e,Qt);if(!n)return;n.clearRect(
0,0,e,Qt),n.fillStyle=getComputedStyle(r).color;let o=Math.log1p(Math.max(...t,1));t.forEach((s,i)=>{let a=Math.max((Qt-
2)*(Math.log1p(s)/o),1);s>0&&n.fillRect(2*i,Qt-a,1.6,a)})}function Rr(r,t,e,n){let o=r.to-r.from,[s,i]=[(t[0]-r.from)/o,
(t[1]-r.from)/o],a=Math.max(n,t[1])-Math.min(e,t[0]);if(s>=.02&&i<=.98&&i-s>.35&&o<=1.5*a)return r;let l=t[1]-t[0];return{
from:t[0]-Nn.low*l,to:t[1]+Nn.high*l}}function Or(r,t,e,n,o){let s=(e-t)/r.length,i=(n.to-n.from)/o,a=new Float64Array(r.
length+1);r.forEach((h,c)=>a[c+1]=a[c]+h);let l=h=>{let c=j((h-t)/s,0,r.length),u=Math.min(Math.floor(c),r.length-1);return a[u]+
(c-u)*r[u]};return Array.from({length:o},(h,c)=>{let u=n.from+c*i;return l(u+i)-l(u)})}function Un(r){let{root:t,signal:e}=r;t.addEventListener("focusin",n=>{n.target.setAttribute("data-lm-suppress-shortcuts",
"true")},{signal:e}),t.addEventListener("keydown",n=>{if(n.defaultPrevented||n.ctrlKey||n.metaKey||n.altKey||n.target.closest(
"input, .iv-popup")||wn(r,n))return;if(n.key==="Escape"){r.probe.pinned?r.probe.togglePin():r.picker.escape(),r.stage.focus();
return}let s=In(n.key);s&&(n.preventDefault(),n.stopPropagation(),s.run(r,n))},{signal:e})}var Vr=["#ff4136","#ff851b","#ffdc00","#2ee65c","#39cccc","#5b8cff","#b06cff","#ff3df2","#ffa6c9","#8fd3ff","#c7b26b","#\
ffffff"];function De(r,t,e,...n){let o=g("input",{class:"iv-picker",title:"Any colour",attrs:{type:"color",value:t,"aria\
-label":"Colour"},on:{input:()=>i(o.value)}}),s=g("input",{class:"iv-input",title:"Colour as #rrggbb",attrs:{type:"text",
value:t,"aria-label":"Colour as #rrggbb",spellcheck:"false",maxlength:7},on:{input:()=>{let l=/^#[0-9a-f]{6}$/i.test(s.value);
E(s,"aria-invalid",l?null:"true"),l&&i(s.value.toLowerCase())}}}),i=l=>{o.value=l,s.value.toLowerCase()!==l&&(s.value=l),
E(s,"aria-invalid",null),e(l)},a=g("div",{class:"iv-offered"},...Vr.map(l=>{let h=g("button",{title:l,attrs:{type:"butto\
n","aria-label":`Colour ${l}`},on:{click:()=>i(l)}});return h.style.background=l,h}));return g("div",{class:"iv-plane-fo\
rm"},g("div",{class:"iv-form-title"},r),a,g("div",{class:"iv-form-row"},o,s),...n)}function Jt(r,t){let e=r.state(t),n=[
["fill",!1],["outline",!0]].map(([s,i])=>{let a=g("button",{class:"iv-button",attrs:{type:"button","aria-pressed":String(
e.outline===i)},on:{click:()=>{r.set(t,{outline:i});for(let l of n)E(l,"aria-pressed",String(l===a))}}},s);return a}),o=g(
"div",{class:"iv-group iv-choice"},...n);return De(t,e.color,s=>r.set(t,{color:s}),o)}function xt(r,t,e,n,o=!1){let s=g("button",{class:"iv-eye",title:n?"Show or hide; with Alt this plane alone":"Show or hi\
de",attrs:{type:"button",role:"switch","aria-label":`Show ${r}`,"aria-description":t}},N("eye"),N("eyeOff")),i=g("button",
{class:"iv-swatch",title:n||o?"Colour, fill or outline":"Colour",attrs:{type:"button","aria-label":`Colour of ${r}`,"ari\
a-haspopup":"dialog"}},g("span",{})),a=n?[g("button",{class:"iv-solo",title:"This plane alone; again: as before (Alt-cli\
ck on the eye)",attrs:{type:"button",tabindex:-1,"aria-label":`Show ${r} alone`}},"solo")]:[],l=o?[g("button",{class:"iv\
-solo iv-remove",title:"Take this away (Delete)",attrs:{type:"button",tabindex:-1,"aria-label":`Remove ${r}`}},"remove")]:
[],h=g("span",{class:"iv-count"}),c=g("div",{class:"iv-opacity",attrs:{role:"slider","aria-label":`Opacity of ${r}`,"ari\
a-valuemin":0,"aria-valuemax":100}},g("span",{class:"iv-track"},g("span",{class:"iv-fill"})));return{node:g("div",{class:"\
iv-row",attrs:{role:"listitem",...e}},s,i,g("span",{class:"iv-name"},r),...a,...l,h,c),eye:s,swatch:i,count:h,bar:c,drawn:null}}
function wt(r,t){let{drawn:e}=r;if(e&&e.visible===t.visible&&e.color===t.color&&e.opacity===t.opacity&&e.hollow===t.hollow)
return;r.drawn=t,E(r.node,"data-shown",String(t.visible)),E(r.eye,"aria-checked",String(t.visible)),E(r.swatch,"data-out\
line",String(t.hollow)),r.node.style.setProperty("--iv-plane",t.color),r.node.style.setProperty("--iv-opacity",`${t.opacity*
100}%`);let n=Math.round(t.opacity*100);r.bar.title=`Opacity ${n} %: drag`,E(r.bar,"aria-valuenow",String(n))}function te(r,{
name:t,description:e,count:n},o){L(r.count,n===null?"…":Z(n)),E(r.node,"data-empty",String(n===0));let s=n&&o?` (${X(100*
n/o,2)} %)`:"",i=n===null?"":`${Z(n)} pixels${s}`,a=[t,e,i].filter(Boolean).join(`
`);r.node.title!==a&&(r.node.title=a)}var rt=class{constructor(t,e,n){this.actions=n;this.node=g("div",{class:"iv-rows",
attrs:{role:"list","aria-label":e},on:{click:o=>this.#n(t,o),pointerdown:o=>this.#o(o),keydown:o=>this.#r(o)}})}actions;node;#t=null;reachable(){
let t=this.actions.listed(),e=this.#t&&t.includes(this.#t)?this.#t:t[0];for(let n of t){let o=n===e?"0":"-1";for(let s of[
n.eye,n.swatch,n.bar])E(s,"tabindex",o)}}focus(t,e="eye"){t&&(this.#t=t,this.reachable(),t[e].focus())}#e(t){let e=t.target.
closest(".iv-row");return this.actions.listed().find(n=>n.node===e)}#n(t,e){let n=this.#e(e);if(!n)return;let{actions:o}=this;
this.#t=n,this.reachable(),ot(e,".iv-swatch")?t.popup.form(n.swatch,`Colour of ${o.name(n)}`,o.form(n)):ot(e,".iv-remove")?
o.remove?.(n):ot(e,".iv-solo")||ot(e,".iv-eye, .iv-name")&&e.altKey?o.solo?.(n):ot(e,".iv-eye, .iv-name")&&o.toggle(n)}#o(t){
let e=this.#e(t);if(!e||!ot(t,".iv-opacity")||t.button!==0)return;this.focus(e,"bar");let n=e.bar.getBoundingClientRect(),
o=(t.clientX-n.left)/n.width,s=F(()=>this.actions.setOpacity(e,$n(o)));s.ask(),et(t,e.bar,i=>{o=(t.clientX+i-n.left)/n.width,
s.ask()})}#r(t){let e=this.#e(t);if(!e||t.ctrlKey||t.metaKey)return;let{actions:n}=this,o=ot(t,".iv-opacity")?"bar":ot(t,
".iv-swatch")?"swatch":"eye",s=n.listed(),i=s.indexOf(e),a={ArrowRight:.05,ArrowLeft:-.05}[t.key];if(t.key==="ArrowDown")
this.focus(s[i+1],o);else if(t.key==="ArrowUp")i>0?this.focus(s[i-1],o):n.above?.();else if(o==="bar"&&a)n.setOpacity(e,
$n(n.opacity(e)+a));else if(t.key==="Delete"&&n.remove)this.focus(s[i+1]??s[i-1],o),n.remove(e);else if(o==="eye"&&t.altKey&&
(t.key==="Enter"||t.key===" "))n.solo?.(e);else return;t.preventDefault(),t.stopPropagation()}};function ot(r,t){return r.
target.closest(t)!==null}function $n(r){return Math.round(j(r,0,1)*100)/100}function Hn(r){let{layers:t}=r.session,e=new Map,n=[],o=g("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"po\
lite"}}),s=new rt(r,"Layers",{listed:()=>n,toggle:({layer:a})=>t.toggle(a.key),form:({layer:a})=>De(a.name,a.color,l=>t.
set(a.key,{color:l})),name:({layer:a})=>a.name,opacity:({layer:a})=>a.opacity,setOpacity:({layer:a},l)=>t.set(a.key,{opacity:l})}),
i=g("section",{class:"iv-layers",attrs:{"aria-label":"Layers",hidden:!0}},g("div",{class:"iv-section-title"},g("b",{},"L\
ayers"),o),s.node);return r.watch(["layers","selection"],()=>{let a=n;if(n=[...t.all].reverse().map(c=>{let u=e.get(c.key);
return u||e.set(c.key,u={...xt(c.name,"",{"data-layer":c.name},!1),layer:c}),u.layer=c,u}),n.length!==a.length||n.some((c,u)=>c!==
a[u])){s.node.replaceChildren(...n.map(c=>c.node)),s.reachable();for(let[c,u]of e)n.includes(u)||e.delete(c)}for(let c of n)
Fr(c);let l=n.filter(({layer:c})=>c.visible).length,h=r.session.selection.rows.length;L(o,`${h?`${Z(h)} selected · `:""}${l}\
 of ${n.length} shown`),i.hidden=n.length===0}),i}function Fr(r){let{name:t,kind:e,count:n,missing:o,color:s,opacity:i,visible:a}=r.
layer;L(r.count,Z(n)+(o?` (−${Z(o)})`:"")),E(r.node,"data-empty",String(n===0));let l=`${Z(n)} ${e==="shapes"?"sources":
"outlines"}`,h=o?`${Z(o)} without a place on the image`:"",c=r.layer.kind==="shapes"&&r.layer.symbol==="ellipse"?r.layer.
dots:0,u=c?`${Z(c)} without an ellipse, drawn as dots`:"",f=[t,l,h,u].filter(Boolean).join(`
`);r.node.title!==f&&(r.node.title=f),E(r.swatch,"data-round",e==="shapes"),wt(r,{visible:a,color:s,opacity:i,hollow:!0})}function Kn(r){let{store:t}=r,{expressions:e}=q(t),n=new Map,o=[],s=new rt(r,"Conditions on mask planes",{listed:()=>o,toggle:({
expression:a})=>e.set(a.name,{visible:!a.visible}),remove:({expression:a})=>e.set(a.name,{removed:!0}),form:({expression:a})=>Jt(
e,a.name),name:({expression:a})=>a.name,opacity:({expression:a})=>a.opacity,setOpacity:({expression:a},l)=>e.set(a.name,
{opacity:l})}),i=g("div",{class:"iv-expressions",attrs:{hidden:!0}},s.node);return r.watch(["mask_expressions","image_in\
fo"],()=>{let a=o;if(o=e.all.map(l=>{let{name:h,expression:c}=l,u=`${h}\0${c}`,f=n.get(u);return f||n.set(u,f={...xt(h,c,
{"data-expression":h},!1,!0),expression:l}),f.expression=l,f}),o.length!==a.length||o.some((l,h)=>l!==a[h])){s.node.replaceChildren(
...o.map(l=>l.node)),s.reachable();for(let[l,h]of n)o.includes(h)||n.delete(l)}for(let l of o){let{name:h,expression:c,count:u,
visible:f,color:m,opacity:d,outline:y}=l.expression;te(l,{name:h,description:c===h?"":c,count:u},Vt(t)),wt(l,{visible:f,
color:m,opacity:d,hollow:y})}i.hidden=o.length===0}),i}function zn(r){let{store:t}=r,e=q(t),n=new Map,o=[],s=g("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"poli\
te"}}),i=(p,x,M)=>g("button",{class:"iv-link",title:M,attrs:{type:"button"},on:{click:()=>e.show(u().map(b=>b.info.name),
x)}},p),a=g("input",{class:"iv-filter iv-input",title:"Show only planes with these letters in their names (/)",attrs:{type:"\
search",placeholder:"filter…","aria-label":"Filter the planes by name",spellcheck:"false"},on:{input:()=>f(),keydown:p=>{
p.key==="Escape"&&a.value?(p.stopPropagation(),a.value="",f()):p.key==="ArrowDown"&&(p.preventDefault(),l.focus(u()[0]))}}}),
l=new rt(r,"Mask planes",{listed:()=>u(),toggle:({info:p})=>e.toggle(p.name),solo:({info:p})=>e.solo(p.name),form:({info:p})=>Jt(
e,p.name),name:({info:p})=>p.name,opacity:({info:p})=>e.state(p.name).opacity,setOpacity:({info:p},x)=>e.set(p.name,{opacity:x}),
above:()=>a.focus()}),h=g("p",{class:"iv-quiet",attrs:{hidden:!0}}),c=g("section",{class:"iv-legend",attrs:{"aria-label":"\
Mask planes"}},g("div",{class:"iv-section-title"},g("b",{},"Mask planes"),s,g("span",{class:"iv-spring"}),g("span",{class:"\
iv-muted"},i("all",!0,"Show all listed planes")," · ",i("none",!1,"Hide all listed planes"))),a,l.node,h,Kn(r)),u=()=>o.
filter(p=>!p.node.hidden),f=()=>{let p=a.value.toLowerCase().split(/\s+/).filter(Boolean);for(let x of o){let M=x.info.name.
toLowerCase();x.node.hidden=!p.every(b=>M.includes(b))}h.hidden=u().length>0,L(h,o.length?"No plane has this in its name\
.":"This image has no mask."),l.reachable()},m=()=>{n.clear();for(let p of e.infos){let{name:x,description:M}=p;n.set(x,
{...xt(x,M,{"data-plane":x},!0),info:p})}},d="",y=()=>{let p=e.infos.map(v=>v.name+"\0"+v.description).join("");p!==d&&
(d=p,m());let x=o;o=e.listed.flatMap(v=>{let w=n.get(v.name);return w&&(w.info=v),w?[w]:[]}),(o.length!==x.length||o.some(
(v,w)=>v!==x[w]))&&(l.node.replaceChildren(...o.map(v=>v.node)),f());let M=0;for(let v of o){let w=e.state(v.info.name);
w.visible&&(M+=1),te(v,v.info,Vt(t)),wt(v,{...w,hollow:w.outline})}let b=o.length<100?" shown":"";L(s,o.length?`${M} of ${o.
length}${b}`:""),a.hidden=o.length===0};return r.watch(["mask_planes","planes","image_info"],y),f(),c}var Bn={width:150,height:110},Dr=250;function Gn(r){let{painter:t,store:e}=r,{viewport:n}=t,o=g("canvas",{attrs:{"aria-h\
idden":"true"}}),s=g("span",{class:"iv-visible"}),i=g("div",{class:"iv-navigator",title:"The whole image: drag to move",
attrs:{role:"img","aria-label":"The whole image, with a box about the part that is shown",hidden:!0},on:{pointerdown:y=>{
y.button===0&&(y.stopPropagation(),a(y),et(y,i,(p,x,M)=>a(M)))},dblclick:y=>y.stopPropagation()}},o,s),a=y=>{let p=P(e);
if(!p)return;let x=o.getBoundingClientRect(),[M,b]=p.shape,[v,w]=p.start;n.centerOn(w-.5+b*(y.clientX-x.left)/x.width,v-
.5+M*(x.bottom-y.clientY)/x.height)},l=F(()=>{let y=P(e),{width:p,height:x,zoom:M,center:b,rotation:v,flip:w}=n;if(!y){i.
hidden=!0;return}let[k,S]=y.shape,[A,C]=y.start,I=p>=330&&x>=230,T=[[0,0],[S,0],[0,k],[S,k]].every(([_,G])=>{let{sx:lt,sy:ue}=n.
toScreen(C-.5+_,A-.5+G);return Math.abs(lt/p-.5)<=.501&&Math.abs(ue/x-.5)<=.501});if(i.hidden=T||!I,i.hidden)return;let R=_=>`${(v?
_:Math.min(Math.max(_,0),1))*100}%`,[O,$]=[p/M/S/2,x/M/k/2],[B,H]=[(b.x-C+.5)/S,(b.y-A+.5)/k];Object.assign(s.style,{left:R(
B-O),right:R(1-B-O),bottom:R(H-$),top:R(1-H-$),transform:`rotate(${w?-v:v}deg)`}),h&&u()}),h=!0,c=0,u=()=>{c||(c=window.
setTimeout(()=>{c=0,!i.hidden&&h&&m()},f?Dr:0))},f=!1,m=()=>{let{dpr:y}=n,p=t.thumbnail(Bn.width*y,Bn.height*y);p&&(h=!1,
f=!0,o.width=p.width,o.height=p.height,o.style.width=`${p.width/y}px`,o.getContext("2d")?.drawImage(p,0,0))},d=()=>{h=!0,
l.ask()};return r.onClose(n.onChange(l.ask)),r.onClose(r.session.style.onChange(d)),r.onClose(t.onFrame(()=>{!f&&!i.hidden&&
u(),l.ask()})),r.watch(["image_info"],()=>{f=!1,d()}),r.onClose(()=>{l.cancel(),clearTimeout(c)}),i}var Nr=300;function qn(r){let{store:t}=r,e=g("span",{class:"iv-busy"}),n=g("div",{class:"iv-progress",attrs:{role:"progr\
essbar","aria-label":"Waiting for the kernel",hidden:!0}},g("i",{}),e),o=0,s=()=>{let i=!!t.local.get("waiting")||t.get(
"busy")!=="",a=!!t.local.get("stalled");L(e,t.get("busy")||(a?"The kernel does not answer. It may be busy: wait, or inte\
rrupt its cell; if it has stopped, restart it and run this cell again.":"")),!i&&!a?(clearTimeout(o),o=0,n.hidden=!0):o||=
window.setTimeout(()=>n.hidden=!1,Nr)};r.watch(["busy"],s);for(let i of["waiting","stalled"])r.onClose(t.local.on(i,s));
return r.onClose(()=>clearTimeout(o)),n}function Wn(r){let{store:t}=r,e=g("span",{class:"iv-error-text"}),n=g("button",{
class:"iv-button iv-plain",title:"Dismiss",attrs:{type:"button","aria-label":"Dismiss"},on:{click:()=>{t.set("error",""),
t.local.set("error","")}}},N("close")),o=g("div",{class:"iv-error",attrs:{role:"alert",hidden:!0}},N("warning"),e,n),s=()=>{
let i=t.get("error")||t.local.get("error")||"";L(e,i),o.hidden=i===""};return r.watch(["error"],s),r.onClose(t.local.on(
"error",s)),o}function jn(r){let t=g("div",{class:"iv-nothing",attrs:{hidden:!0}},g("span",{},"No image yet."),g("code",
{},"viewer.load_image(image)"),g("span",{},"shows one."));return r.watch(["image_info"],()=>t.hidden=P(r.store)!==null),
t}var Yn=128;function Zn(r){let{left:t,bottom:e}=r.device(),{x0:n,y0:o,x1:s,y1:i}=r.covered();return{col0:Math.floor((n-t)/
256),col1:Math.ceil((s-t)/256),row0:Math.floor((e-i)/256),row1:Math.ceil((e-o)/256)}}function Ur({col0:r,col1:t,row0:e,row1:n}){
let o=[];for(let i=e;i<n;i++)for(let a=r;a<t;a++)o.push([a,i]);let s=([i,a])=>Math.hypot(i+.5-(r+t)/2,a+.5-(e+n)/2);return o.
sort((i,a)=>s(i)-s(a))}var Ne=class{constructor(t,e,n,o){this.id=t;this.col=e;this.row=n;this.owner=o}id;col;row;owner;bytes=0;ink=null;picture=null;colors=null;left=null;get done(){
return this.left?.length===0}pinned(){return this.owner.inView(this)}evict(){this.owner.drop(this)}};function Xn(r,{codes:t},e){
let{width:n}=r,o=r.kind==="shapes"?[r.symbol,r.size,r.unit,r.scale,r.fill>0]:[];return o.push(t.colors?.key??0,t.sizes?.
key??0,t.shown?.key??0),[e.zoom,e.dpr,n,...o].join(" ")}var ee=class{constructor(t,e,n,o){this.signature=t;this.placed=e;
this.#e=n,this.#n={...e.codes},this.#r=o.zoom*o.dpr,this.#s=o.dpr;let[s,i]=o.box.start;this.#o=[e.origin[0]-i+.5,e.origin[1]-
s+.5]}signature;placed;cost=0;#t=new Map;#e;#n;#o;#r;#s;#i={col0:0,col1:0,row0:0,row1:0};#a=new Uint32Array(0);#l=[];#c=0;#h="";inView({
col:t,row:e}){let{col0:n,col1:o,row0:s,row1:i}=this.#i;return t>=n&&t<o&&e>=s&&e<i}drop(t){this.#t.delete(t.id)}dispose(){
for(let t of this.#t.values())D.drop(t);this.#t.clear()}fill(t,e){this.#i=t;let n=performance.now(),o=!0,s=0;for(let[i,a]of Ur(
t)){let l=this.#m(i,a);if(!l.done){if(o=s===0||performance.now()<e,o&&=this.#u(l,e),!o)break;s++}}return this.cost+=performance.
now()-n,o}paint(t,e,n){this.#f(n);let{left:o,bottom:s,scale:i}=e.device(),a=i/this.#r,l=256*a,h=e.covered();t.globalAlpha=
n.opacity,t.imageSmoothingEnabled=a!==1;for(let c of this.#t.values()){if(!c.ink||!c.done)continue;let u=Math.round(o+c.
col*l),f=Math.round(o+(c.col+1)*l),m=Math.round(s-(c.row+1)*l),d=Math.round(s-c.row*l);f<=h.x0||d<=h.y0||u>=h.x1||m>=h.y1||
(D.touch(c),t.drawImage(this.#d(c,c.ink),u,m,f-u,d-m))}}#m(t,e){let n=`${t} ${e}`,o=this.#t.get(n);return o||this.#t.set(
n,o=new Ne(n,t,e,this)),o}#u(t,e){let{geometry:n}=this.placed,[o,s]=this.#o,i=this.#r;if(!t.left){let[h,c]=[t.col*256/i-
o,t.row*256/i-s],u={x0:h,y0:c,x1:h+256/i,y1:c+256/i};t.left=n.near(u,this.#e,i,this.#s,this.#n)}t.left.length&&(t.ink??=
new It(nt(this.#e.width,this.#s)));let{ink:a}=t,l={left:o*i-t.col*256,top:(t.row+1)*256-s*i,scale:i,dpr:this.#s};for(;a&&
t.left.length&&(n.draw(a,t.left.subarray(0,Yn),l,this.#e,this.#n),t.left=t.left.subarray(Yn),!(performance.now()>e)););return t.
left.length?!1:(t.left=new Uint32Array(0),a?.empty&&(t.ink=null),D.keep(t,t.ink?(t.ink.fills?8:6)*256*256:64),!0)}#f(t){
let e=t.kind==="shapes"?t.fill:0,n=`${t.color} ${e}`;this.#h!==n&&(this.#h=n,this.#c=e,this.#l=this.#n.colors?.table??qt(
t.color),this.#a=on(this.#l,t.width,this.#s))}#d(t,e){if(t.picture&&t.colors===this.#a)return t.picture;let n=new Uint32Array(
256*256);for(let i=0;i<n.length;i++)n[i]=this.#a[e.marks[i]];let{fills:o}=e,s=new Uint8ClampedArray(n.buffer);for(let i=0;o&&
i<n.length;i++){if(o[i]>255)continue;let a=s[4*i+3]/255,l=this.#c*(1-a),h=a+l;for(let c=0;c<3;c++){let u=4*i+c;s[u]=(s[u]*
a+this.#l[3*o[i]+c]*l)/(h||1)}s[4*i+3]=255*h}return t.picture??=new OffscreenCanvas(256,256),t.picture.getContext("2d")?.
putImageData(new ImageData(s,256,256),0,0),t.colors=this.#a,t.picture}};var J=null;function ne(r,t,e){if(!t.turned)return e(r);let{x0:n,y0:o,x1:s,y1:i}=t.covered(),[a,l]=[s-n,i-o];if(J??=new OffscreenCanvas(
1,1).getContext("2d"),!J)return;let{canvas:h}=J;h.width<a&&(h.width=a),h.height<l&&(h.height=l),J.setTransform(1,0,0,1,0,
0),J.clearRect(0,0,a,l),J.setTransform(1,0,0,1,-n,-o),J.save(),e(J),J.restore();let c=t.turning();r.save(),r.setTransform(
c.xx,c.yx,c.xy,c.yy,c.x0,c.y0),r.imageSmoothingEnabled=!t.upright,r.drawImage(h,0,0,a,l,n,o,a,l),r.restore()}var $r=2,_e=14,Qn=50;function Jn(r){let{painter:t,session:e}=r,{viewport:n}=t,{layers:o,selection:s}=e,i=()=>[...o.all,...s.
drawn()],a=w=>s.placed(w)??o.placed(w),l=g("canvas",{class:"iv-overlay",attrs:{"aria-hidden":"true",hidden:!0}}),h=l.getContext(
"2d"),c=new Map,u=0,f=0,m="",d=-1/0,y=()=>{u||=requestAnimationFrame(()=>{u=0,x()})},p=(w,k,S,A)=>{let C=i().find(O=>O.key===
w),I=a(w);if(!C||!I)return!0;let T=c.get(w);T||c.set(w,T={front:null,next:null,cost:0});let R=Xn(C,I,n);return T.front?.
signature===R?(T.next?.dispose(),T.next=null,T.front.fill(k,S)):(T.next?.signature!==R&&(T.next?.dispose(),T.next=new ee(
R,I,C,n)),A&&T.front&&T.cost>_e/2||!T.next.fill(k,S)?!1:(T.front?.dispose(),T.cost=T.next.cost,T.front=T.next,T.next=null,
!0))},x=()=>{let w=i().filter(({key:_,visible:G})=>G&&a(_));if(l.hidden=w.length===0,l.hidden||!h){let _=o.all.some(({visible:G,
count:lt})=>G&&lt);return E(l,"data-sharp",String(!_))}let k=performance.now();n.zoom!==f&&([f,d]=[n.zoom,k]);let S=k-d<
Qn,{left:A,bottom:C}=n.device(),I=m!==`${A} ${C} ${f}`;m=`${A} ${C} ${f}`;let T=D.timeLeft(Number(document.timeline.currentTime)),
R=k+(I?Math.max(T,$r):_e),O=Zn(n),$=!0;for(let{key:_}of w)$=p(_,O,R,S)&&$;let{width:B,height:H}=t.canvas;l.width!==B||l.
height!==H?(l.width=B,l.height=H,l.style.width=t.canvas.style.width,l.style.height=t.canvas.style.height):h.clearRect(0,
0,B,H),ne(h,n,_=>{for(let G of w)c.get(G.key)?.front?.paint(_,n,G)}),D.spend(performance.now()-k),E(l,"data-sharp",String(
$)),$?b(O):y()},M=0,b=({col0:w,col1:k,row0:S,row1:A})=>{clearTimeout(M);let C={col0:w-1,col1:k+1,row0:S-1,row1:A+1};M=setTimeout(
()=>{let I=performance.now()+_e/2,T=!0;for(let{front:R}of c.values())T=(R?.fill(C,I)??!0)&&T;T||b({col0:w,col1:k,row0:S,
row1:A})},Qn)};r.onClose(t.onFrame(x));let v=()=>{let w=new Set(i().map(({key:k})=>k));for(let[k,{front:S,next:A}]of c)w.
has(k)||(S?.dispose(),A?.dispose(),c.delete(k));E(l,"data-sharp","false"),y()};return r.onClose(o.onChange(v)),r.onClose(
r.store.on("selection",v)),r.onClose(()=>{cancelAnimationFrame(u),clearTimeout(M);for(let{front:w,next:k}of c.values())w?.
dispose(),k?.dispose()}),l}var to=Math.PI/180,Hr=.001;function Kr(r,t,e){let[n,o]=r.half,s=d=>Math.min(Math.max(d,-1),1),i=s((t-r.center[0])/n),a=s(
(e-r.center[1])/o),[l,h,c]=[{x:0,y:0},{x:0,y:0},{x:0,y:0}],u=0;for(let d=0;d<=r.degree;d++)for(let y=0;y<=d;y++,u++){let p=d-
y;for(let x of["x","y"]){let M=r[x][u];l[x]+=M*i**p*a**y,p&&(h[x]+=M*p*i**(p-1)*a**y/n),y&&(c[x]+=M*y*i**p*a**(y-1)/o)}}
let[f,m]=[t-(r.center[0]+n*i),e-(r.center[1]+o*a)];return{x:l.x+h.x*f+c.x*m,y:l.y+h.y*f+c.y*m,dx:h,dy:c}}function eo(r,t){
let{x:e,y:n,dx:o,dy:s}=Kr(r,...t.center),i=o.x*s.y-s.x*o.y,a=t.flip??!1,l=a!==i<0,h=(t.rotation??0)*to,[c,u]=[Math.cos(h),
Math.sin(h)],[f,m]=[a?-1:1,l?-1:1],[d,y,p,x]=[f*s.y,-f*s.x,-o.y,o.x],M=m*(u*d+c*p)-(c*y-u*x),b=m*(c*d-u*p)+(u*y+c*x),v=Math.
sign(i),w=Math.atan2(v*M,v*b)/to,k=90*Math.round(w/90);Math.abs(w-k)<Hr&&(w=k);let S=(w+360)%360,A={center:[e,n],fov:t.fov*
Math.sqrt(Math.abs(i))};return S&&(A.rotation=S),l&&(A.flip=!0),A}function no({zoom:r,dpr:t},e){let n=Math.floor(Math.log2(1/(r*t))+1e-9);return Math.min(Math.max(n,0),e-1)}function Ue(r,t,e,n,o){
let{left:s,bottom:i,scale:a}=r.device();return{x0:Math.round(s+t*a),x1:Math.round(s+(t+n)*a),y0:Math.round(i-(e+o)*a),y1:Math.
round(i-e*a)}}function oo(r,t,e){let{left:n,bottom:o,scale:s}=r.device(),i=r.width*r.dpr,a=r.height*r.dpr,{x0:l,y0:h,x1:c,
y1:u}=r.covered(),{xx:f,xy:m}=r.turning(),d=t.tile*2**e,y=d*s,[p,x]=t.shape,M=Math.max(0,Math.floor((l-n)/y)),b=Math.min(
Math.ceil(x/d),Math.ceil((c-n)/y))-1,v=Math.max(0,Math.floor((o-u)/y)),w=Math.min(Math.ceil(p/d),Math.ceil((o-h)/y))-1,k=(i/
2-n)/y-.5,S=(o-a/2)/y-.5,A=[],C=y/2*(Math.abs(f)+Math.abs(m))+1;for(let I=v;I<=w;I++)for(let T=M;T<=b;T++){let{x:R,y:O}=r.
across((T-k)*y,(I-S)*y);Math.abs(R)>i/2+C||Math.abs(O)>a/2+C||A.push({key:[e,I,T],distance:Math.hypot(T-k,I-S)})}return A.
sort((I,T)=>I.distance-T.distance).map(({key:I})=>I)}function ro(r,t,e,n){let o=[];for(let s of r){if(s>=0){let l=new Uint8Array(n),h=t.indexOf(s>>3);if(h>=0)for(let c=0,u=h;c<
n;c++,u+=t.length)l[c]=e[u]>>(s&7)&1;o.push(l);continue}let i=o.pop();if(s===-1){for(let l=0;l<n;l++)i[l]^=1;o.push(i);continue}
let a=o[o.length-1];if(s===-2)for(let l=0;l<n;l++)a[l]&=i[l];else for(let l=0;l<n;l++)a[l]|=i[l]}return o.pop()}function zr({
width:r,height:t}){let e=new Uint8Array(0);return{index:new Uint8Array(r*t),count:1,bytes:[],own:new Uint8Array(1),edge:e,
apron:e}}function so(r,t){let{bytes:e,own:n,count:o,index:s,apron:i}=r.pairs??zr(r),a=Array.from({length:o},(u,f)=>f),l=t.
map(({postfix:u})=>ro(u,e,n,o)),h=l.map((u,f)=>t[f].outline?new Array(o).fill(0):[...u]);if(!r.pairs||!t.some(({outline:u})=>u))
return{index:s,parent:a,painted:h};let c=new Uint32Array(s);return t.forEach(({postfix:u,outline:f},m)=>{if(!f)return;let d=ro(
u,e,i,2*(r.width+r.height)),y=new Map;Br(r,s,l[m],d,p=>{let x=c[p],M=y.get(x);M===void 0&&(M=a.push(a[x])-1,h.forEach((b,v)=>b.
push(v===m?1:b[x])),y.set(x,M)),c[p]=M})}),{index:c,parent:a,painted:h}}function Br({width:r,height:t},e,n,o,s){let[i,a,
l]=[r,2*r,2*r+t];for(let h=0,c=0;h<t;h++)for(let u=0;u<r;u++,c++){if(!n[e[c]])continue;let f=h>0?n[e[c-r]]:o[u],m=h<t-1?
n[e[c+r]]:o[i+u],d=u>0?n[e[c-1]]:o[a+h],y=u<r-1?n[e[c+1]]:o[l+h];f&m&d&y||s(c)}}function io(r){let t=()=>new Float64Array(r);return{k:t(),r:t(),g:t(),b:t(),painted:new Uint8Array(r)}}function Gr({codes:r,
channels:t,width:e,height:n},o,s){let i=e*n;if(t===1){for(let a=0;a<i;a++)s[a]=o[r[a]];return}for(let a=0;a<i;a++){let l=o[r[i+
a]]&65280;s[a]=(o[r[a]]&255|l|o[r[2*i+a]]&16711680|4278190080)>>>0}}var oe=class{#t=io(256);signature(t,e){let{pairs:n}=t,
o=String(e.shadingVersion);if(n){let s=new Uint8Array(n.bytes.length);for(let i=0;i<n.own.length;i++)s[i%s.length]|=n.own[i];
for(let i of e.planes){let a=n.bytes.indexOf(i.byte);a>=0&&s[a]>>i.bit&1&&(o+="|"+i.key)}}for(let s of e.expressions)o+=
"|"+s.key;return o}composite(t,e,n){let o=t.width*t.height;Gr(t,e.lut(t.codec),n);let s=e.expressions.length?so(t,e.expressions):
null;if(!this.#e(t,s,e))return;let i=s?.index??t.pairs.index,{k:a,r:l,g:h,b:c,painted:u}=this.#t;for(let f=0;f<o;f++){let m=i[f];
if(u[m]===0)continue;let d=n[f],y=a[m];n[f]=((d&255)*y+l[m]+.5|(d>>>8&255)*y+h[m]+.5<<8|(d>>>16&255)*y+c[m]+.5<<16|4278190080)>>>
0}}#e({pairs:t},e,n){let o=e?.parent.length??t?.count??0;this.#t.k.length<o&&(this.#t=io(o));let{k:s,r:i,g:a,b:l,painted:h}=this.#t;
s.fill(1,0,o);for(let f of[i,a,l,h])f.fill(0,0,o);let c=!1,u=(f,m)=>{let{opacity:d}=m,y=1-d;s[f]*=y,i[f]=i[f]*y+m.r*d,a[f]=
a[f]*y+m.g*d,l[f]=l[f]*y+m.b*d,h[f]=1,c=!0};for(let f of n.planes){let m=t?t.bytes.indexOf(f.byte):-1;if(!t||m<0)continue;
let d=f.outline?t.edge:t.own;for(let y=0,p=m;y<t.count;y++,p+=t.bytes.length)d[p]>>f.bit&1&&u(y,f)}if(!e)return c;for(let f=t?.
count??1;f<o;f++)for(let m of[s,i,a,l,h])m[f]=m[e.parent[f]];return n.expressions.forEach((f,m)=>{let d=e.painted[m];for(let y=0;y<
o;y++)d[y]&&u(y,f)}),c}};var $e=new oe,re=new Uint32Array(65536);function He(r,t){return r.picture?r.styleVersion===t.version?!0:r.signature!==$e.
signature(r.tile,t)?!1:(r.styleVersion=t.version,!0):!1}function se(r,t){if(He(r,t))return;let{tile:e}=r,{width:n,height:o}=e;
re.length<n*o&&(re=new Uint32Array(n*o)),$e.composite(e,t,re),r.picture||(r.picture=new OffscreenCanvas(n,o),D.keep(r,r.
size));let s=new Uint8ClampedArray(re.buffer,0,4*n*o);r.picture.getContext("2d",{alpha:!1})?.putImageData(new ImageData(
s,n,o),0,0),r.styleVersion=t.version,r.signature=$e.signature(e,t)}var qr=4,Wr=4096;function ao(r,t,e){let{codec:n}=r,{low:o,high:s,thresholds:i}=t,a=s-o;if(n.exact||!(a>0))return!1;if(!Number.
isFinite(n.stepAt(o)+n.stepAt(s)))return!0;let l=Yr(r.codes);if(!l)return!1;let h=Math.max(n.value(l[0]),o),c=Math.min(n.
value(l[1]),s);if(h>c)return!1;let u=y=>y===0?0:y===U?1:i[y-1],m=r.level===0&&/int/.test(e.dtype)?1:jr(Math.min(Math.abs(
h),Math.abs(c))),d=a;for(let y=0;y<U;y++){let[p,x]=[u(y)*a,u(y+1)*a];x>p&&o+x>=h&&o+p<=c&&(d=Math.min(d,x-p))}return Math.
max(n.stepAt(h),n.stepAt(c))>qr*Math.max(d,m)}function jr(r){return r>0?2**(Math.floor(Math.log2(r))-23):0}function Yr(r){
let t=Math.max(1,Math.floor(r.length/Wr)),e=new Uint16Array(Math.ceil(r.length/t)),n=0;for(let s=0;s<r.length;s+=t)r[s]>=
2&&r[s]<=65534&&(e[n++]=r[s]);if(!n)return null;let o=e.subarray(0,n).sort();return[o[Math.floor(.005*(n-1))],o[Math.ceil(
.995*(n-1))]]}var Zr=[[1,0],[0,1],[-1,0],[0,-1]];function Ke(r,t,e){return Math.min(Math.max(r,t),e)}var ie=class{center={x:0,y:0};zoom=1;width=1;height=1;dpr=1;rotation=0;flip=!1;fitted=!0;#t=1;#e=0;#n=1;#o=!1;#r={
shape:[1,1],start:[0,0]};#s=null;#i=new Set;get box(){return this.#r}get fov(){return Math.min(this.width,this.height)/this.
zoom}get turned(){return this.rotation!==0||this.flip}get upright(){return this.rotation%90===0}get fitZoom(){let[t,e]=this.#r.
shape,[n,o]=[Math.abs(this.#t),Math.abs(this.#e)];return Math.min(this.width/Math.max(e*n+t*o,1),this.height/Math.max(t*
n+e*o,1))}get minZoom(){return Math.min(this.fitZoom/4,1)}get maxZoom(){return Math.max(this.fitZoom,64)}setImage(t,e){this.#r=
t,this.#s=e,this.show(e)}resize(t,e,n){let{center:o,fov:s,fitted:i,rotation:a,flip:l}=this;this.width=Math.max(t,1),this.
height=Math.max(e,1),this.dpr=n,i?this.fit():this.show({center:o,fov:s,rotation:a,flip:l})}show(t){if(this.#l(t?.rotation??
0,t?.flip??!1),!t)return this.fit();this.#h(Math.min(this.width,this.height)/t.fov,t.center.x,t.center.y,!1,!0)}turn(t,e=this.
flip){this.#l(t,e),this.fitted?this.fit():this.#h(this.zoom,this.center.x,this.center.y)}fit(){let[t,e]=this.#r.shape,[n,
o]=this.#r.start;this.#h(this.fitZoom,o+(e-1)/2,n+(t-1)/2,!0,!0)}oneToOne(){this.#h(Math.max(1,Math.round(this.dpr))/this.
dpr,this.center.x,this.center.y)}home(){this.show(this.#s)}zoomAbout(t,e,n){let o=this.#c(this.zoom*t),s=e-this.width/2,
i=n-this.height/2,a=1/this.zoom-1/o,{x:l,y:h}=this.along(s,i);this.#h(o,this.center.x+l*a,this.center.y+h*a)}panBy(t,e){
let{x:n,y:o}=this.along(t,e);this.#h(this.zoom,this.center.x-n/this.zoom,this.center.y-o/this.zoom)}centerOn(t,e){this.#h(
this.zoom,t,e)}along(t,e){return{x:this.#n*(this.#t*t-this.#e*e),y:-this.#e*t-this.#t*e}}across(t,e){let n=this.#n*t;return{
x:this.#t*n-this.#e*e,y:-this.#e*n-this.#t*e}}toScreen(t,e){let[n,o]=this.#r.start,{left:s,bottom:i,scale:a}=this.device(),
[l,h]=[s+(t-(o-.5))*a,i-(e-(n-.5))*a],c=this.turning();return{sx:(c.xx*l+c.xy*h+c.x0)/this.dpr,sy:(c.yx*l+c.yy*h+c.y0)/this.
dpr}}toImage(t,e){let[n,o]=this.#r.start,{left:s,bottom:i,scale:a}=this.device(),l=this.turning(),[h,c]=[t*this.dpr-l.x0,
e*this.dpr-l.y0];return{x:(l.xx*h+l.yx*c-s)/a+(o-.5),y:(i-(l.xy*h+l.yy*c))/a+(n-.5)}}device(){let{x:t,y:e,scale:n}=this.#a();
return{left:Math.round(t),bottom:Math.round(e),scale:n}}turning(){let[t,e,n,o]=[this.#n*this.#t,this.#e,-this.#n*this.#e,
this.#t];if(!this.turned)return{xx:t,xy:0,yx:0,yy:o,x0:0,y0:0};let[s,i]=[this.width*this.dpr/2,this.height*this.dpr/2];if(this.
upright)return{xx:t,xy:e,yx:n,yy:o,x0:Math.round(s-t*s-e*i),y0:Math.round(i-n*s-o*i)};let{x:a,y:l}=this.#a(),[h,c]=[s-a+
Math.round(a),i-l+Math.round(l)];return{xx:t,xy:e,yx:n,yy:o,x0:s-t*h-e*c,y0:i-n*h-o*c}}covered(){let[t,e]=[this.width*this.
dpr,this.height*this.dpr];if(!this.turned)return{x0:0,y0:0,x1:t,y1:e};let n=this.turning(),o=[[0,0],[t,0],[0,e],[t,e]].map(
([l,h])=>[l-n.x0,h-n.y0]),s=o.map(([l,h])=>n.xx*l+n.yx*h),i=o.map(([l,h])=>n.xy*l+n.yy*h),a=this.upright?0:1;return{x0:Math.
floor(Math.min(...s))-a,y0:Math.floor(Math.min(...i))-a,x1:Math.ceil(Math.max(...s))+a,y1:Math.ceil(Math.max(...i))+a}}onChange(t){
return this.#i.add(t),()=>this.#i.delete(t)}#a(){let[t,e]=this.#r.start,n=this.zoom*this.dpr;return{x:this.width*this.dpr/
2+(e-.5-this.center.x)*n,y:this.height*this.dpr/2-(t-.5-this.center.y)*n,scale:n}}#l(t,e){let n=(t%360+360)%360;if(n===this.
rotation&&e===this.flip)return;let o=n*Math.PI/180;this.rotation=n,this.flip=e,this.#n=e?-1:1,[this.#t,this.#e]=Zr[n/90]??
[Math.cos(o),Math.sin(o)],this.#o=!0}#c(t){return Ke(t,Math.min(this.minZoom,this.zoom),Math.max(this.maxZoom,this.zoom))}#h(t,e,n,o=!1,s=!1){
let[i,a]=this.#r.shape,[l,h]=this.#r.start,c=(y,p,x,M)=>Ke(y,Math.min(x-.5,p),Math.max(x+M-.5,p)),u=s?e:c(e,this.center.
x,h,a),f=s?n:c(n,this.center.y,l,i),m=o?t:s?Ke(t,this.minZoom/16,this.maxZoom*16):this.#c(t);if(!(m===this.zoom&&u===this.
center.x&&f===this.center.y&&o===this.fitted&&!this.#o)){this.#o=!1,this.zoom=m,this.center={x:u,y:f},this.fitted=o;for(let y of[
...this.#i])y()}}};var Xr=300,Tt=512,Qr="200px",ze=class{count=0;start=new Float64Array(Tt);work=new Float64Array(Tt);get last(){return this.
count?this.start[(this.count-1)%Tt]:0}add(t,e){this.start[this.count%Tt]=t,this.work[this.count%Tt]=e,this.count++}},ae=class{canvas=document.
createElement("canvas");viewport=new ie;frames=new ze;#t;#e;#n=new Set;#o=[];#r;#s=0;#i=0;#a=!0;#l=!1;#c=null;#h=[];#m="";#u=!1;#f=null;constructor(t,e){
this.#t=t;let n=this.canvas.getContext("2d",{alpha:!1});if(!n)throw new Error("this browser gives no 2-D canvas");this.#e=
n,this.canvas.className="imgview-canvas",Object.assign(this.canvas,{imgview:{session:t,painter:this,aligned:eo}}),e.append(
this.canvas),this.#o.push(t.tiles.onChange(()=>this.#M()),t.style.onChange(()=>this.invalidate()),t.store.on("viewport",
()=>this.#k()),this.viewport.onChange(()=>this.#y())),this.#r=new IntersectionObserver(o=>this.#S(o[o.length-1].isIntersecting),
{rootMargin:Qr}),this.#r.observe(e),this.#d()}resize(t,e,n){if(!(t>0&&e>0))return;let o=Math.max(1,Math.round(t*n)),s=Math.
max(1,Math.round(e*n));o!==this.canvas.width&&(this.canvas.width=o),s!==this.canvas.height&&(this.canvas.height=s),this.
canvas.style.width=`${o/n}px`,this.canvas.style.height=`${s/n}px`,this.#u=!0,this.viewport.resize(o/n,s/n,n),this.#u=!1,
this.#t.store.set("canvas_size",[Math.round(t),Math.round(e)]),this.#A(performance.now())}invalidate(){this.#b(!1),!(this.#s||
!this.#a)&&(this.#s=requestAnimationFrame(t=>{this.#s=0,this.#A(t)}))}onFrame(t){return this.#n.add(t),()=>this.#n.delete(
t)}complete(){return this.#l}thumbnail(t,e){let n=this.#t.tiles.get(this.#t.tiles.overview),o=this.#t.tiles.info;if(!n||
!o)return null;se(n,this.#t.style);let[s,i]=o.shape,a=Math.min(t/i,e/s),l=document.createElement("canvas");l.width=Math.
max(1,Math.round(i*a)),l.height=Math.max(1,Math.round(s*a));let h=l.getContext("2d",{alpha:!1});if(!h||!n.picture)return null;
let c=2**n.tile.level*a,u=n.tile.height*c;return h.drawImage(n.picture,0,l.height-u,n.tile.width*c,u),l}dispose(){cancelAnimationFrame(
this.#s),clearTimeout(this.#i),this.#r.disconnect();for(let t of this.#o)t();this.#n.clear(),this.#t.tiles.forget(this),
this.canvas.remove(),this.canvas.width=this.canvas.height=0}#d(){let t=this.#t.tiles.info,e=t?.id??null;e!==this.#c&&(this.#c=
e,this.#h=[],t&&(this.#u=!0,this.viewport.setImage(t,this.#p()),this.#u=!1))}#p(){let t=this.#t.store.get("viewport");return t&&
{...t,center:{x:t.center[0],y:t.center[1]}}}#M(){if(this.#d(),this.#m="",this.invalidate(),!!this.#a)for(let t of this.#h){
let e=this.#t.tiles.get(t);e&&!e.picture&&se(e,this.#t.style)}}#k(){this.#d();let t=this.#t.store.get("viewport");t&&t===
this.#f||(this.#u=!0,this.viewport.show(this.#p()),this.#u=!1,this.invalidate())}#y(){if(this.invalidate(),this.#u||this.#c===
null)return;let{center:t,fov:e,fitted:n,rotation:o,flip:s,turned:i}=this.viewport;this.#f=n&&!i?null:{center:[t.x,t.y],fov:e,
...o&&{rotation:o},...s&&{flip:s}},this.#t.store.set("viewport",this.#f)}#S(t){if(t!==this.#a){if(this.#a=t,t)return this.
invalidate();cancelAnimationFrame(this.#s),clearTimeout(this.#i),this.#s=0,this.#m="",this.#t.tiles.forget(this)}}#b(t){
this.#l=t,this.canvas.dataset.complete=String(t)}#E(t,e){let{tiles:n}=this.#t,o=new Map;for(let[s,i,a]of t){for(let l=1;s+
l<e;l++){let h=n.get([s+l,i>>l,a>>l]);if(h){o.set(h.id,h);break}}for(let l=1;l<=2&&l<=s;l++){let h=1<<l;for(let c=0;c<h*
h;c++){let u=n.get([s-l,i*h+Math.floor(c/h),a*h+c%h]);u&&o.set(u.id,u)}}}return[...o.values()].sort((s,i)=>i.tile.level-
s.tile.level)}#A(t){if(!this.#a)return;let e=performance.now(),{tiles:n}=this.#t,{info:o}=n,s=!0;if(o){let i=no(this.viewport,
o.levels),a=oo(this.viewport,o,i);this.#g(a);let l=a.map(f=>n.get(f)),h=l.filter(f=>f!==void 0),c=this.#E(a.filter((f,m)=>!l[m]),
o.levels),u=this.#w([...h,...c],t);ne(this.#e,this.viewport,f=>this.#T(f,c,h,o.shape)),s=!u&&h.length===a.length,this.canvas.
dataset.level=String(i),this.canvas.dataset.tiles=String(h.length),u&&this.invalidate()}else this.#e.fillStyle="#000",this.#e.
fillRect(0,0,this.canvas.width,this.canvas.height);this.#b(s),clearTimeout(this.#i),s&&(this.#i=setTimeout(()=>this.#v(),
Xr)),this.frames.add(e,performance.now()-e);for(let i of[...this.#n])i()}#g(t){let e=t.join(" ");e!==this.#m&&(this.#m=e,
this.#h=t,this.#t.tiles.want(this,t))}#T(t,e,n,[o,s]){let{x0:i,y0:a,x1:l,y1:h}=this.viewport.covered();t.fillStyle="#000",
t.fillRect(i,a,l-i,h-a);let c=Ue(this.viewport,0,0,s,o);t.save(),t.beginPath(),t.rect(c.x0,c.y0,c.x1-c.x0,c.y1-c.y0),t.clip();
for(let u of e)this.#x(t,u,!0);for(let u of n)this.#x(t,u,!1);t.restore()}#x(t,{tile:e,picture:n},o){let s=this.#t.tiles.
info;if(!n||!s)return;let i=2**e.level,a=s.tile*i,{x0:l,y0:h,x1:c,y1:u}=Ue(this.viewport,e.col*a,e.row*a,e.width*i,e.height*
i);t.imageSmoothingEnabled=o||c-l<e.width,t.drawImage(n,l,h,c-l,u-h)}#w(t,e){let n=!1,o=0;for(let s of t){if(He(s,this.#t.
style))continue;if(s.picture&&o&&D.timeLeft(e)<=0){n=!0;continue}let i=performance.now();se(s,this.#t.style),D.spend(performance.
now()-i),o++}return n}#v(){let{tiles:t,style:e}=this.#t;if(!this.#l||!t.info)return;let n=[];for(let o of this.#h){let s=t.
get(o);!s||s.refined===e.shadingVersion||(ao(s.tile,e.shading,t.info)?n.push(s):s.refined=e.shadingVersion)}t.refine(n,e.
shadingVersion)}};var Jr=Math.log(1.25)/100,ts=.01,es=33,ns=400,os=45,rs=3;function Be({x:r,y:t}){return{sx:r,sy:t}}function lo(r){let{stage:t,
painter:e,picker:n,probe:o,store:s,signal:i}=r,{viewport:a}=e,l=new Map,h="none",c={x:0,y:0,contrast:1,bias:.5},u=!1,f=t.
getBoundingClientRect(),m=b=>({x:b.clientX-f.left,y:b.clientY-f.top}),d=()=>{f=t.getBoundingClientRect()},y=ss((b,v)=>a.
zoomAbout(b,v.x,v.y));r.onClose(y.cancel),t.addEventListener("wheel",b=>{b.preventDefault(),d();let v=b.deltaMode===1?es:
b.deltaMode===2?ns:1,w=(b.deltaY||b.deltaX)*v,k=b.ctrlKey?ts:Jr;y.push(Math.max(-1.2,Math.min(1.2,-w*k)),m(b))},{passive:!1,
signal:i});let p=F(()=>{let[b]=l.values();h==="contrast"&&b&&On(r,c,b.x-c.x,b.y-c.y)});r.onClose(p.cancel),t.addEventListener(
"pointerdown",b=>{if(b.target!==t&&!(b.target instanceof HTMLCanvasElement)||b.button===1)return;d(),t.focus({preventScroll:!0}),
t.setPointerCapture(b.pointerId);let v=m(b);l.set(b.pointerId,v),c={...v,contrast:s.get("contrast"),bias:s.get("bias")};
let w=b.ctrlKey||b.metaKey?"box":b.altKey?"lasso":n.tool;l.size===2?h="pinch":w!=="pan"&&b.button===0?h="select":h=b.button===
2||b.shiftKey?"contrast":"pan",n.drop(),h==="select"&&n.begin(w,Be(v)),u=l.size>1},{signal:i}),t.addEventListener("point\
ermove",b=>{let v=l.get(b.pointerId);if(!v){if(b.target.closest(".iv-navigator"))return o.leave();d();let k=m(b);o.moveTo(
k.x,k.y);return}let w=m(b);!u&&Math.hypot(w.x-c.x,w.y-c.y)<rs||(u=!0,t.dataset.gesture=h,h==="pan"?a.panBy(w.x-v.x,w.y-v.
y):h==="pinch"?x(b.pointerId,w):h==="select"&&n.extend(Be(w)),l.set(b.pointerId,w),h==="contrast"?p.ask():o.moveTo(w.x,w.
y))},{signal:i});let x=(b,v)=>{let w=l.get(b),k=[...l].find(([C])=>C!==b)?.[1];if(!w||!k)return;let S=Math.hypot(w.x-k.x,
w.y-k.y),A=Math.hypot(v.x-k.x,v.y-k.y);a.panBy((v.x-w.x)/2,(v.y-w.y)/2),S>0&&A>0&&a.zoomAbout(A/S,(v.x+k.x)/2,(v.y+k.y)/
2)},M=b=>{l.delete(b.pointerId)&&(b.type==="pointercancel"?n.drop():!u&&b.button===0?n.click(Be(m(b)),b.shiftKey):h==="s\
elect"&&n.finish(b.shiftKey),h=l.size===1?"pan":"none",h==="none"&&delete t.dataset.gesture)};t.addEventListener("pointe\
rup",M,{signal:i}),t.addEventListener("pointercancel",M,{signal:i}),t.addEventListener("pointerleave",b=>{l.has(b.pointerId)||
o.leave()},{signal:i}),t.addEventListener("dblclick",b=>{d();let{x:v,y:w}=m(b),k=a.toImage(v,w);a.centerOn(k.x,k.y)},{signal:i}),
t.addEventListener("contextmenu",b=>{b.preventDefault(),b.stopPropagation()},{signal:i})}function ss(r){let t=0,e={x:0,y:0},
n=0,o=F(()=>{let s=performance.now(),i=1-Math.exp(-Math.min(s-n,100)/os);n=s;let a=Math.abs(t)<.004?t:t*i;t-=a,r(Math.exp(
a),e),t&&o.ask()});return{push:(s,i)=>{if(t=Math.sign(t)===-Math.sign(s)?s:t+s,e=i,Math.abs(s)<.06){r(Math.exp(t),i),t=0;
return}t===s&&(n=performance.now()-16),o.ask()},cancel:o.cancel}}var is=500,as=3,le=class{constructor(t){this.view=t;let{stage:e,painter:n,store:o,signal:s}=t,i=document.createElementNS(
"http://www.w3.org/2000/svg","svg");i.setAttribute("class","iv-area"),i.append(this.#e),this.nodes=[i,this.#t];let a=F(()=>{
this.#o&&this.#u(this.at(this.#o))});e.addEventListener("pointermove",l=>{let h=!l.buttons&&l.target===n.canvas,c=e.getBoundingClientRect();
this.#o=h?{sx:l.clientX-c.left,sy:l.clientY-c.top}:null,h?a.ask():this.#u(null)},{signal:s}),e.addEventListener("pointer\
leave",()=>{this.#o=null,this.#u(null)},{signal:s}),t.onClose(a.cancel),t.onClose(n.viewport.onChange(()=>this.#o?a.ask():
this.#u(null))),t.watch(["layers"],()=>{this.#a.clear(),this.#u(null)}),t.onClose(o.local.on("tool",()=>E(e,"data-tool",
this.tool)))}view;nodes;#t=g("div",{class:"iv-tip",attrs:{role:"status",hidden:!0}});#e=document.createElementNS("http:/\
/www.w3.org/2000/svg","polygon");#n=null;#o=null;#r=[];#s="pan";#i=null;#a=new Map;get tool(){return this.view.store.local.
get("tool")??"pan"}take(t){this.view.store.local.set("tool",this.tool===t?"pan":t)}escape(){this.tool==="pan"?this.view.
session.selection.set(0,[]):this.take("pan")}at(t){let{viewport:e}=this.view.painter,{x:n,y:o}=e.toImage(t.sx,t.sy),s=1/0,
i=null;for(let[a,l,[h,c],u]of this.#l()){let f=l.at(n-h,o-c,a,e.zoom,u);!f||f.area>=s||(s=f.area,i={layer:a,row:f.row,...t})}
return i}click(t,e){let n=this.at(t),{selection:o}=this.view.session;n&&(e?o.add(n.layer.key,[n.row],!0):o.set(n.layer.key,
[n.row]))}begin(t,e){this.#s=t,this.#r=[e]}extend(t){let[e]=this.#r,n=this.#r[this.#r.length-1];this.#s==="box"?this.#r=
[e,{sx:t.sx,sy:e.sy},t,{sx:e.sx,sy:t.sy}]:Math.hypot(t.sx-n.sx,t.sy-n.sy)>=as&&this.#r.push(t),this.#e.setAttribute("poi\
nts",this.#r.map(({sx:o,sy:s})=>`${o},${s}`).join(" "))}finish(t){let{session:{selection:e},painter:{viewport:n}}=this.view,
o=this.#r.map(({sx:i,sy:a})=>n.toImage(i,a));if(this.drop(),o.length<3)return;let s=this.#l();for(let[i,a,[l,h],c]of s){
if(t&&e.key!==i.key&&s.some(([{key:f}])=>f===e.key))continue;let u=a.within(o.map(({x:f})=>f-l),o.map(({y:f})=>f-h),c);if(u.
length){t?e.add(i.key,u):e.set(i.key,u);return}}t||e.set(0,[])}drop(){this.#r=[],this.#e.removeAttribute("points")}step(t){
let{session:{selection:e},painter:{viewport:n}}=this.view,o=this.#l(),[s,i,,a]=o.find(([{key:p}])=>p===e.key)??o[0]??[];
if(!s||!i||!a)return;let{rows:l,key:h}=e,c=h===s.key&&l.length?l[t>0?l.length-1:0]:t>0?-1:i.rows,u=i.next(c,t,a);if(u===
null)return;e.set(s.key,[u]);let f=this.#h(s.key,u),{width:m,height:d}=n,y=Math.abs(f.sx-m/2)>m/2||Math.abs(f.sy-d/2)>d/
2;this.#o=null,this.#u(null),y&&this.centre(),this.#u({layer:s,row:u,...this.#h(s.key,u)})}centre(){let t=this.#m();t&&this.
view.painter.viewport.centerOn(t.x,t.y)}copy(){let t=this.#m();if(!t)return;let e=this.view.session.sky.radec(t.x,t.y),n=e?
`${e.ra.toFixed(7)} ${e.dec.toFixed(7)}`:`${t.x.toFixed(3)} ${t.y.toFixed(3)}`,{local:o}=this.view.store;Promise.resolve(
navigator.clipboard?.writeText(n)??Promise.reject()).then(()=>this.#t.append(g("i",{},`copied ${n}`)),()=>o.set("error",
`The page may not use the clipboard. The source is at ${n}`))}close(){this.#i!==null&&this.view.session.channel.cancel(this.#i)}#l(){
let{layers:t}=this.view.session;return[...t.all].reverse().flatMap(e=>{let n=e.visible?t.placed(e.key):null;return n?.geometry instanceof
st?[[e,n.geometry,n.origin,n.codes]]:[]})}#c(t,e){let n=this.view.session.layers.placed(t);if(!(n?.geometry instanceof st))
return null;let[o,s]=n.geometry.place(e);return{x:o+n.origin[0],y:s+n.origin[1]}}#h(t,e){let{x:n,y:o}=this.#c(t,e)??{x:0,
y:0};return this.view.painter.viewport.toScreen(n,o)}#m(){let{key:t,rows:e}=this.view.session.selection;return this.#n?this.#c(
this.#n.layer.key,this.#n.row):e.length?this.#c(t,e[0]):null}#u(t){let e=this.#n;if(this.#n=t,E(this.view.stage,"data-so\
urce",t!==null),t&&e?.row===t.row&&e.layer.key===t.layer.key)return this.#d(t);let{channel:n}=this.view.session;if(this.#i!==
null&&n.cancel(this.#i),this.#i=null,this.#t.hidden=!0,!t)return;let{layer:{key:o,hover:s},row:i}=t,a=`${o} ${i}`,l=this.#a.
get(a)??(s.length?null:[]);if(l)return this.#f(t,l);this.#i=n.ask(h=>({kind:"row",id:h,layer:o,row:i}),{reply:h=>(this.#i=
null,h.kind!=="row"||(this.#a.size>is&&this.#a.clear(),this.#a.set(a,h.cells),this.#n?.row===i&&this.#n.layer.key===o&&this.#f(
this.#n,h.cells)),!0),failed:()=>this.#i=null})}#f(t,e){this.#t.replaceChildren(g("b",{},`${t.layer.name} ${t.row}`),g("\
dl",{},...e.flatMap(([n,o])=>[g("dt",{},n),g("dd",{},o)]))),this.#t.hidden=!1,this.#d(t)}#d({sx:t,sy:e}){let{style:n,offsetWidth:o,
offsetHeight:s}=this.#t,{width:i,height:a}=this.view.painter.viewport;n.left=`${Math.max(t+16+o>i?t-12-o:t+16,0)}px`,n.top=
`${Math.max(e+12+s>a?e-8-s:e+12,0)}px`}};var ce=class{constructor(t){this.root=t}root;box=null;anchor=null;off=()=>{};get isOpen(){return this.box!==null}isOpenAt(t){
return this.anchor===t}menu(t,e,n){let o=g("div",{class:"iv-popup iv-menu",attrs:{role:"menu","aria-label":e}});for(let i of n)
o.append(this.entry(i));o.addEventListener("keydown",i=>this.menuKey(i,o)),this.open(t,o);let s=co(o);(s.find(i=>i.getAttribute(
"aria-checked")==="true")??s[0])?.focus()}form(t,e,n){let o=g("div",{class:"iv-popup iv-form",attrs:{role:"dialog","aria\
-label":e}},n);this.open(t,o),o.querySelector("input, button")?.focus()}close(t=!1){let{anchor:e,box:n}=this;n&&(this.box=
this.anchor=null,this.off(),e?.setAttribute("aria-expanded","false"),t&&e?.focus(),n.remove())}open(t,e){this.close(),this.
box=e,this.anchor=t,t.setAttribute("aria-expanded","true"),e.tabIndex=-1,this.root.append(e),this.place(t,e);let n=new AbortController,
o=s=>{let i=s.target;!e.contains(i)&&!t.contains(i)&&this.close()};document.addEventListener("pointerdown",o,{capture:!0,
signal:n.signal}),e.addEventListener("keydown",s=>{s.key==="Escape"&&(s.stopPropagation(),s.preventDefault(),this.close(
!0))}),e.addEventListener("focusout",s=>{let i=s.relatedTarget;i&&!e.contains(i)&&i!==t&&this.close()}),this.off=()=>n.abort()}place(t,e){
let n=this.root.getBoundingClientRect(),o=t.getBoundingClientRect(),s=n.bottom-o.bottom-12,i=o.top-n.top-12,a=s>=Math.min(
e.offsetHeight,200)||s>=i;e.style.maxHeight=`${Math.max(80,a?s:i)}px`;let l=a?o.bottom+4:o.top-4-e.offsetHeight;e.style.
top=`${l-n.top-this.root.clientTop}px`;let h=Math.min(o.left,n.right-e.offsetWidth-6)-n.left;e.style.left=`${Math.max(6,
h)-this.root.clientLeft}px`}entry(t){if(t==="separator")return g("div",{class:"iv-separator",attrs:{role:"separator"}});
if("node"in t)return t.node;let e=t.kind??(t.checked===void 0?"action":"radio"),n={radio:"menuitemradio",check:"menuitem\
checkbox",action:"menuitem"}[e],o=g("span",{class:"iv-mark"});t.checked&&o.append(N("check"));let s=g("button",{class:"i\
v-item",attrs:{type:"button",role:n,tabindex:-1,disabled:t.disabled??!1,"aria-checked":e==="action"?null:String(t.checked??
!1)},on:{click:()=>{this.close(!0),t.run()},pointermove:()=>s.focus()}},o);return t.picture&&s.append(t.picture),s.append(
g("span",{class:"iv-label"},t.label)),t.hint&&s.append(g("span",{class:"iv-hint"},t.hint)),s}menuKey(t,e){if(t.ctrlKey||
t.metaKey||t.altKey||t.target instanceof HTMLInputElement&&t.key!=="ArrowUp")return;let n=co(e),o=n.indexOf(document.activeElement),
s;if(t.key==="ArrowDown")s=n[(o+1)%n.length];else if(t.key==="ArrowUp")s=n[(o<=0?n.length:o)-1];else if(t.key==="Home")s=
n[0];else if(t.key==="End")s=n[n.length-1];else if(t.key.length===1&&t.key!==" ")s=[...n.slice(o+1),...n.slice(0,o+1)].find(
a=>ls(a).startsWith(t.key.toLowerCase()));else return;t.preventDefault(),t.stopPropagation(),s?.focus()}};function ls(r){
return(r.querySelector(".iv-label")?.textContent??"").toLowerCase()}function co(r){return[...r.querySelectorAll(".iv-ite\
m:not([disabled])")]}var he=class{constructor(t,e){this.session=t;this.painter=e}session;painter;at=null;pinned=!1;reading=null;pointer=null;listeners=new Set;later=F(
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
listeners)t()}};var ho=4,cs=new Map([["image","value"],["snr","S/N"]]);function fo(r){let{probe:t,store:e}=r,n=new vt("xy","x, y",14),o=new vt(
"sky","RA, Dec",25),s=g("span",{class:"iv-roughly",attrs:{role:"img",hidden:!0}},"≈");o.box.firstElementChild?.after(s);
let i=new vt("value iv-inside","value",20),a=new vt("ratio iv-inside","S/N",5),l=g("span",{class:"iv-chips",attrs:{"aria\
-label":"Mask planes at this pixel"}}),h=g("span",{class:"iv-muted"},"none"),c=g("span",{class:"iv-chip iv-chip-more"}),
u=g("span",{class:"iv-cell iv-cell-planes iv-inside"},g("span",{class:"iv-key"},"planes"),l),f=g("span",{class:"iv-note"}),
m=g("div",{class:"iv-status",attrs:{role:"status","aria-live":"off"}},n.box,o.box,i.box,a.box,u,f),d=new Map,y=v=>{let w=d.
get(v.name);if(!w){let A=g("button",{class:"iv-chip",attrs:{type:"button",tabindex:-1,"aria-description":v.description}},
g("span",{class:"iv-dot"}),v.name);A.addEventListener("click",()=>q(e).toggle(v.name)),l.append(A),w={chip:A,width:A.offsetWidth},
d.set(v.name,w)}let{color:k,visible:S}=q(e).state(v.name);return w.chip.style.setProperty("--iv-plane",k),E(w.chip,"data\
-shown",String(S)),w.chip.title=`${v.description||v.name}
${S?"shown":"hidden"}: click to change`,w},p="",x=v=>{let w=v.map(O=>O.name).join(`
`),k=v.map(y);if(w===p&&!m.dataset.resized)return;p=w,delete m.dataset.resized;let S=l.clientWidth,A=0,C=k.reduce((O,$)=>O+
$.width+ho,0),I=k.filter(O=>(A+=O.width+ho,C<=S||A<=S-40)),T=I.map(O=>O.chip),R=v.slice(I.length);R.length&&(L(c,`+${R.length}`),
c.title=R.map(O=>O.name).join(`
`),T.push(c)),l.replaceChildren(...T.length?T:[h])},M=()=>{let v=P(e),{reading:w,at:k}=t,S=!!(v&&w?.inside);if(m.dataset.
state=S?"inside":v&&w?"outside":"none",L(f,S?"":hs(v!==null,w)),n.set(k?`${uo(k.x)}, ${uo(k.y)}`:""),o.set(w?us(w):""),o.
box.hidden=!v?.has_sky,s.hidden=!v?.sky_note||w?.ra==null,E(s,"title",v?.sky_note??""),E(s,"aria-label",`approximately: ${v?.
sky_note??""}`),a.box.hidden=v?.component!=="image"||!v.components.includes("variance"),u.hidden=e.get("mask_planes").length===
0,!S||!w||!v){i.set(""),a.set(""),delete i.box.dataset.value,x([]);return}i.name(Y(e)?"R, G, B":cs.get(v.component)??v.component),
i.set(fs(w,v)),E(i.box,"title",w.approximate?null:w.values.join(", ")),E(i.box,"data-value",w.approximate?null:w.values.
join(" ")),E(i.box,"data-approximate",String(w.approximate));let{sigma:A}=w,C=A?w.values[0]/A:NaN;a.set(Number.isFinite(
C)?Le(C):"–"),x(w.planes)};r.onClose(t.onChange(M)),r.watch(["image_info","planes"],M),r.watch(["mask_planes"],()=>{d.
clear(),p=`
`,l.replaceChildren(),M()});let b=new ResizeObserver(()=>{m.dataset.resized="1",M()});return b.observe(l),r.onClose(()=>b.
disconnect()),m}var vt=class{constructor(t,e,n){this.length=n;this.box=g("span",{class:`iv-cell iv-cell-${t}`},this.key,
this.value),this.name(e),this.set("")}length;value=g("span",{class:"iv-reading"});key=g("span",{class:"iv-key"});box;name(t){
L(this.key,t)}set(t){L(this.value,t),this.length=Math.max(this.length,t.length);let e=`${Math.ceil(this.length*.9)}ch`;this.
value.style.minWidth!==e&&(this.value.style.minWidth=e)}};function hs(r,t){return r?t?"outside the image":"move over the\
 image to read it":"no image"}function us(r){return r.ra===null||r.dec===null?"":`${$t(r.ra)} ${Ht(r.dec)}`}function fs({
values:r,sigma:t},{component:e,dtype:n,unit:o}){if(e==="snr")return Le(r[0]);let s=/int/.test(n);return`${r.length>1?r.map(
a=>s?Ce(a,null,!0):X(a,5)).join(", "):Ce(r[0],e==="image"?t:null,s)} ${o}`.trimEnd()}function uo(r){return r.toFixed(1).
replace("-","−")}var ms=[["image","image","The image"],["variance","variance","The variance plane"],["snr","S/N","The image over its sigm\
a"]],ds=[["image","RGB","The image in its colours"],["red","R","The red channel"],["green","G","The green channel"],["bl\
ue","B","The blue channel"]];function mo(r){let{store:t,popup:e}=r,n=W(at("component").keys[0]),o=d=>()=>t.set("componen\
t",d),s=()=>{let d=P(t);return(d?.color?ds:ms).map(([y,p,x])=>({name:y,label:p,what:x,possible:d?.components.includes(y)??
!1}))},i=()=>{let d=s().map(({name:y})=>y);return(P(t)?.components??[]).filter(y=>!d.includes(y))},a=()=>i().map(d=>({label:d,
checked:t.get("component")===d,run:o(d)})),l=g("span",{class:"iv-plane"}),h=()=>e.menu(c,"Further planes",a()),c=g("butt\
on",{class:"iv-button iv-drop",attrs:{type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":"componen\
t"},on:{click:()=>e.isOpenAt(c)?e.close(!0):h(),keydown:d=>{d.key==="ArrowDown"&&(d.preventDefault(),h())}}},l,N("caret")),
u=g("div",{class:"iv-group iv-choice",attrs:{role:"group","aria-label":"Component"}}),f="",m=new Map;return r.watch(["im\
age_info","component"],()=>{let d=s(),y=i(),p=t.get("component"),x=d.map(({label:b})=>b).join();if(x!==f){f=x,m.clear();
for(let{name:b,label:v}of d)m.set(b,g("button",{class:"iv-button",attrs:{type:"button","data-component":b},on:{click:o(b)}},
v));u.replaceChildren(...m.values())}for(let{name:b,what:v,possible:w}of d){let k=m.get(b);k&&(E(k,"disabled",!w),E(k,"a\
ria-pressed",String(w&&p===b)),k.title=w?`${v} (${n}: next)`:`${v}: this image has no variance`)}let M=y.includes(p);y.length&&
!c.isConnected?u.append(c):y.length||c.remove(),L(l,M?p:"more"),E(c,"aria-pressed",String(M)),c.title=`${M?p:"Further pl\
anes"} (${n}: next)`,E(c,"aria-label",M?`Further planes: ${p}`:"Further planes")}),{node:u,fold:4,entries:()=>[...s().map(
({name:d,label:y,possible:p})=>({label:y,checked:t.get("component")===d,disabled:!p,run:o(d)})),...a()]}}function po(r,t,e){return t<0||(t+1)*e>r.byteLength?null:new DataView(r.buffer,r.byteOffset+t*e,e)}function yo(r,t,e){let n=po(
r.get("colormap_tables"),r.get("colormap_names").indexOf(t),768);if(!n)return null;let o=new Uint8Array(768);for(let s=0;s<
256;s++){let i=e?255-s:s;for(let a=0;a<3;a++)o[s*3+a]=n.getUint8(i*3+a)}return o}function bo(r,t){let e=po(r.get("stretc\
h_tables"),r.get("stretch_names").indexOf(t),1020);return e?Float32Array.from({length:255},(n,o)=>e.getFloat32(o*4,!0)):
null}function go(r,t){let e=r.getContext("2d");if(!e)return;let n=e.createImageData(r.width,1);for(let o=0;o<r.width;o++){
let s=Math.round(255*o/(r.width-1))*3;n.data.set([t[s]??0,t[s+1]??0,t[s+2]??0,255],o*4)}for(let o=0;o<r.height;o++)e.putImageData(
n,0,o)}function xo(r,t){let{store:e,popup:n}=r;n.menu(t,"Stretch",e.get("stretch_names").map(o=>({label:o,checked:o===e.get("st\
retch"),picture:ys(bo(e,o)),run:()=>e.set("stretch",o)})))}function wo(r,t){let{store:e,popup:n}=r,o=e.get("inverted"),s=e.
get("colormap_names").map(i=>{let a=g("canvas",{class:"iv-map",attrs:{width:72,height:10}}),l=yo(e,i,o);return l&&go(a,l),
{label:i,checked:i===e.get("colormap"),picture:a,run:()=>e.set("colormap",i)}});n.menu(t,"Colour map",[{label:"inverted",
kind:"check",checked:o,hint:W(at("invert").keys[0]),run:()=>e.set("inverted",!o)},"separator",...s])}function vo(r,t){let{
store:e,popup:n}=r,o=P(e)?.unit??"",s=Object.entries(e.get("cuts_table")).map(([i,[a,l]])=>({label:i,checked:i===e.get("\
cuts_mode"),hint:`${Q(a)} … ${Q(l)}`,run:()=>Et(r,i)}));n.menu(t,"Cuts",[...s,"separator",{node:ps(r,o)}])}function ps(r,t){
let{store:e}=r,[n,o]=e.get("cuts"),s=g("div",{class:"iv-trouble",attrs:{role:"alert"}}),i=()=>{let h=l.map(f=>f.value.trim()===
""?NaN:Number(f.value)),c=h.every(Number.isFinite),u=c&&h[1]>h[0];L(s,u?"":c?"low must be below high":"both must be numb\
ers");for(let f of l)E(f,"aria-invalid",u?null:"true");u&&gt(r,h[0],h[1])},a=(h,c)=>g("input",{class:"iv-input",attrs:{type:"\
text",inputmode:"decimal","aria-label":`${h} cut`,value:Number(c.toPrecision(7))},on:{input:i,keydown:u=>{u.key==="Enter"&&
(u.preventDefault(),r.popup.close(!0))}}}),l=[a("low",n),a("high",o)];return g("div",{class:"iv-by-hand"},g("div",{class:"\
iv-form-row"},g("label",{},"low ",l[0]),g("label",{},"high ",l[1]),g("span",{class:"iv-muted"},t)),s)}function ys(r){let t=g(
"canvas",{class:"iv-curve"}),e=ct(t,22,14);return!e||!r||(e.strokeStyle="#8c949e",e.lineWidth=1.25,e.moveTo(1,13),r.forEach(
(n,o)=>e.lineTo(1+20*n,13-12*(o+1)/256)),e.lineTo(21,1),e.stroke()),t}var bs=150;function Mo(r){let{store:t,popup:e}=r,n=g("b",{class:"iv-title"}),o=g("span",{class:"iv-muted iv-subtitle"}),
s=g("div",{class:"iv-what"},n,o),i=[mo(r),...gs(r),xs(r),ws(r),vs(r)],a=g("button",{class:"iv-button iv-more",title:"Mor\
e",attrs:{type:"button","aria-label":"More","aria-haspopup":"menu","aria-expanded":"false",hidden:!0},on:{click:()=>{if(e.
isOpenAt(a))return e.close(!0);let u=i.filter(f=>f.node.hidden);e.menu(a,"More",u.flatMap((f,m)=>[...m?["separator"]:[],
...f.entries()]))}}},N("more")),l=g("div",{class:"iv-bar",attrs:{role:"toolbar","aria-label":"Image viewer"}},s,...i.map(
u=>u.node),a),h=()=>{for(let{node:x}of i)x.hidden=!1;a.hidden=!0;let u=l.clientWidth;if(!u)return;let f=8,m=new Map(i.map(
x=>[x,x.node.offsetWidth+f]));a.hidden=!1;let d=a.offsetWidth+f;a.hidden=!0;let p=Math.min(bs,s.scrollWidth)+16+[...m.values()].
reduce((x,M)=>x+M,0);for(let x of[...i].sort((M,b)=>M.fold-b.fold)){if(p<=u-(a.hidden?0:d))break;x.node.hidden=!0,a.hidden=
!1,p-=m.get(x)??0}},c=new ResizeObserver(h);return c.observe(l),r.onClose(()=>c.disconnect()),r.watch(["image_info"],()=>{
let u=P(t);L(n,u?u.title||"image":"imgview"),L(o,u?.subtitle??""),s.title=u?[u.title,u.subtitle,...u.notes].filter(Boolean).
join(`
`):"",E(l,"data-empty",u?null:"")}),r.watch(["image_info","stretch","cuts_mode","colormap","layers"],h),l}function gs(r){
let{store:t}=r,e=(n,o,s,i,a,l)=>{let h=g("span",{class:"iv-value"}),c=g("button",{class:"iv-button iv-drop",title:a,attrs:{
type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":o},on:{click:()=>r.popup.isOpenAt(c)?r.popup.close(
!0):l(r,c),keydown:m=>{m.key==="ArrowDown"&&(m.preventDefault(),l(r,c))}}},g("span",{class:"iv-key"},n),h,N("caret")),u=()=>s===
"colormap"&&Y(t),f=()=>u()?"none":String(t.get(s));return r.watch([s,"image_info"],()=>{L(h,f()),E(c,"disabled",P(t)===null||
u()),E(c,"aria-label",`${o}: ${f()}`),c.title=u()?"The pixels of this image have colours of their own":a}),{node:c,fold:i,
entries:()=>[{label:n,hint:`${f()} ›`,disabled:u(),run:()=>l(r,r.root.querySelector(".iv-more")??c)}]}};return[e("stre\
tch","stretch","stretch",7,`Stretch (${Ge("stretch")}: next)`,xo),e("cuts","cuts","cuts_mode",6,`Cuts (${Ge("cuts")}: ne\
xt)`,vo),e("map","colormap","colormap",5,`Colour map (${Ge("invert")}: invert)`,wo)]}function Ge(r){return W(at(r).keys[0])}
function xs(r){return qe(r,["home","fit","one"],3)}function ws(r){let t=qe(r,["box","lasso"],4),e=()=>{for(let n of t.node.
children)E(n,"aria-pressed",String(r.picker.tool===n.dataset.action))};return r.watch(["layers"],()=>{E(t.node,"data-non\
e",r.session.layers.all.every(({kind:n})=>n!=="shapes"))}),r.onClose(r.store.local.on("tool",e)),e(),{...t,entries:()=>"\
none"in t.node.dataset?[]:t.entries()}}function vs(r){let t=qe(r,["grid","panel","help"],8),[e,n]=t.node.children;r.watch(
["show_grid","image_info"],()=>{E(e,"aria-pressed",String(r.store.get("show_grid"))),E(e,"disabled",!P(r.store)?.has_sky)});
let o=()=>E(n,"aria-pressed",String(r.panelShown()));return r.watch(["panel_open"],o),r.root.addEventListener("iv-panel",
o,{signal:r.signal}),t}function qe(r,t,e){let n=t.map(at);return{node:g("div",{class:"iv-group",attrs:{role:"group"}},...n.
map(s=>g("button",{class:"iv-button",title:Rn(s),attrs:{type:"button","aria-label":s.label,"data-action":s.id},on:{click:()=>s.
run(r)}},Ms(s)))),fold:e,entries:()=>n.map(s=>({label:s.label,hint:W(s.keys[0]),run:()=>s.run(r)}))}}function Ms(r){return r.
icon?N(r.icon):document.createTextNode(r.text??r.label)}var Mt={usual:258,least:190,most:480},ks=620,Ss=860;function ko(r,t){let{store:e}=r,n=new AbortController,o=[],s=g("div",
{class:"iv-stage",attrs:{tabindex:0,role:"application"}}),i=g("div",{class:"imgview",attrs:{"data-lm-suppress-shortcuts":"\
true","data-size":"wide",tabindex:-1}}),a=new ae(r,s),l=new he(r,a),h=!1,c={session:r,store:e,painter:a,probe:l,root:i,stage:s,
popup:new ce(i),signal:n.signal,get picker(){return u},watch:(M,b)=>{for(let v of M)o.push(e.on(v,b));b()},onClose:M=>o.
push(M),panelShown:()=>i.dataset.size==="narrow"?h:e.get("panel_open"),showPanel:M=>{i.dataset.size==="narrow"?h=M:e.set(
"panel_open",M),d()},toggleHelp:()=>f.toggle()},u=new le(c);c.onClose(()=>u.close()),c.onClose(Yt(i));let f=Dn(c),m=g("a\
side",{class:"iv-panel",attrs:{"aria-label":"Mask planes, layers and histogram"}},Es(c),zn(c),Hn(c),g("section",{class:"\
iv-levels",attrs:{"aria-label":"Cuts"}},_n(c),xn(c))),d=()=>{let M=c.panelShown();!M&&m.contains(document.activeElement)&&
s.focus(),m.hidden=!M,i.dispatchEvent(new Event("iv-panel"))};s.append(Jn(c),Cn(c),Gn(c),jn(c),...u.nodes),i.append(Mo(c),
g("div",{class:"iv-body"},qn(c),s,m,f.node),Wn(c),fo(c)),t.append(i),lo(c),Un(c),vn(c),c.watch(["panel_open"],d),c.watch(
["height"],()=>i.style.height=`${e.get("height")}px`),c.watch(["image_info"],()=>{let M=P(e)?.title;E(s,"aria-label",`${M||
"Image"}; press ? for the keys`),l.refresh()}),o.push(a.viewport.onChange(()=>l.refresh()));let y=()=>{let{clientWidth:M,
clientHeight:b}=s;M&&b&&a.resize(M,b,window.devicePixelRatio||1)},p=()=>{let M=i.clientWidth,b=M<ks?"narrow":M<Ss?"mediu\
m":"wide";!M||i.dataset.size===b||(i.dataset.size=b,d())},x=new ResizeObserver(()=>{p(),y()});return p(),x.observe(i),x.
observe(s),window.addEventListener("resize",y,{signal:n.signal}),y(),()=>{n.abort(),x.disconnect(),c.popup.close();for(let M of o)
M();l.close(),a.dispose(),i.remove()}}function Es(r){let{local:t}=r.store,e=i=>t.set("panelWidth",Math.round(j(i,Mt.least,
Mt.most))),n=()=>t.get("panelWidth")??Mt.usual,o=g("div",{class:"iv-edge",title:"Drag to resize; double click for the us\
ual width",attrs:{role:"separator",tabindex:0,"aria-orientation":"vertical","aria-label":"Panel width"},on:{dblclick:()=>e(
Mt.usual),keydown:i=>{let a={ArrowLeft:12,ArrowRight:-12}[i.key];a&&(i.preventDefault(),i.stopPropagation(),e(n()+a))},pointerdown:i=>{
if(i.button!==0)return;let a=n();et(i,o,l=>e(a-l))}}}),s=()=>{r.root.style.setProperty("--iv-panel",`${n()}px`),E(o,"ari\
a-valuenow",String(n())),E(o,"aria-valuemin",String(Mt.least)),E(o,"aria-valuemax",String(Mt.most))};return r.onClose(t.
on("panelWidth",s)),s(),o}function As(r,t){let e=g("div",{class:"imgview"},g("p",{class:"iv-message",attrs:{role:"alert"}},t)),n=Yt(e);return r.append(
e),()=>{n(),e.remove()}}var fc=()=>{let r=null;return{initialize({model:t}){return Te(t)||(r=new jt(t)),()=>{r?.dispose(),
r=null}},render({model:t,el:e}){return r?ko(r,e):As(e,Te(t)??"This imgview viewer has been closed: run its cell again.")}}};export{fc as default};
