function b(o,t={},...e){let n=document.createElement(o);t.class&&(n.className=t.class),t.title&&(n.title=t.title);for(let[
r,s]of Object.entries(t.attrs??{}))S(n,r,s);for(let[r,s]of Object.entries(t.on??{}))n.addEventListener(r,s);return n.append(
...e),n}function S(o,t,e){if(e==null||e===!1)o.removeAttribute(t);else{let n=e===!0?"":String(e);o.getAttribute(t)!==n&&
o.setAttribute(t,n)}}function C(o,t){o.textContent!==t&&(o.textContent=t)}function q(o,t,e){return Math.min(Math.max(o,t),
e)}function at(o,t,e,n=window.devicePixelRatio||1){let r=Math.max(1,Math.round(t*n)),s=Math.max(1,Math.round(e*n));(o.width!==
r||o.height!==s)&&(o.width=r,o.height=s,o.style.width=`${t}px`,o.style.height=`${e}px`);let i=o.getContext("2d");return i?.
setTransform(r/Math.max(t,1),0,0,s/Math.max(e,1),0,0),i}function J(o,t,e,n){let{clientX:r,clientY:s,pointerId:i}=o,a=new AbortController,
l=c=>{c.pointerId===i&&(a.abort(),n?.(c))};t.setPointerCapture(i);let h=c=>{let u=c;u.pointerId===i&&e(u.clientX-r,u.clientY-
s,u)};t.addEventListener("pointermove",h,{signal:a.signal});for(let c of["pointerup","pointercancel","lostpointercapture"])
t.addEventListener(c,l,{signal:a.signal})}function V(o){let t=0;return{ask:()=>{t||=requestAnimationFrame(()=>{t=0,o()})},
cancel:()=>{cancelAnimationFrame(t),t=0}}}var Ct=class{constructor(t,e,n){this.stray=n;this.#t=t,this.#e=e,t.on("msg:custom",this.#o)}stray;client=Math.floor(Math.
random()*2**40);stats={sent:0,received:0,bytes:0};#t;#e;#n=new Map;#o=(t,e)=>this.#a(t,e??[]);#r=Math.floor(Math.random()*
2**40);ask(t,e){let n=this.#r++;return this.#n.set(n,{request:e,timer:this.#s(n)}),this.#i(t(n)),n}tell(t){this.#i(t)}cancel(t){
this.forget(t)&&this.#i({kind:"cancel",id:t})}forget(t){return clearTimeout(this.#n.get(t)?.timer),this.#n.delete(t)}dispose(){
this.#t.off("msg:custom",this.#o);for(let t of[...this.#n.keys()])this.forget(t)}#s(t){return setTimeout(()=>{let e=this.#n.
get(t);this.#n.delete(t),this.#e.set("stalled",!0),e?.request.failed(null)},8e3)}#i(t){this.stats.sent++;try{this.#t.send(
t)}catch(e){console.warn("imgview: the kernel cannot be reached",e)}}#a(t,e){this.stats.received++;for(let r of e)this.stats.
bytes+=r.byteLength;this.#e.set("stalled",!1);let n=this.#n.get(t.id);n?t.kind==="error"?(this.forget(t.id),n.request.failed(
t)):n.request.reply(t,e)?this.forget(t.id):(clearTimeout(n.timer),n.timer=this.#s(t.id)):this.stray(t,e)}};var lt=class o{#t;#e;#n;#o;#r;#s;#i=null;#a=0;constructor(t,e,n,r,s=new Uint32Array(t.length).map((a,l)=>l),i=0){let a=Math.
max(r.x1-r.x0,1),l=Math.max(r.y1-r.y0,1),h=Math.min(Math.max(s.length/8,1),1048576);this.#t=r,this.#o=Math.max(Math.sqrt(
a*l/h),i),this.#e=Math.ceil(a/this.#o),this.#n=Math.ceil(l/this.#o);let c=this.#e*this.#n>1?this.#o:1/0,u=new Int32Array(
s.length).fill(-1),f=new Uint32Array(this.#e*this.#n+1),m=[];for(let p=0;p<s.length;p++){let x=s[p];if(!Number.isFinite(
t[x]+e[x]))continue;let M=n(x);if(M>c){m.push(x);continue}this.#a=Math.max(this.#a,M),u[p]=this.#c(t[x])+this.#e*this.#h(
e[x]),f[u[p]+1]++}for(let p=1;p<f.length;p++)f[p]+=f[p-1];let d=f.slice(),y=new Uint32Array(f[f.length-1]);u.forEach((p,x)=>{
p>=0&&(y[d[p]++]=s[x])}),this.#r=f,this.#s=y,m.length&&(this.#i=new o(t,e,n,r,m,4*this.#o))}near(t,e,n){let r=[];this.#l(
t,e,n,r);let s=new Uint32Array(r.reduce((a,l)=>a+l.length,0)),i=0;for(let a of r)s.set(a,i),i+=a.length;return s}#l(t,e,n,r){
let s=this.#a*e+n,[i,a]=[this.#c(t.x0-s),this.#c(t.x1+s)];for(let l=this.#h(t.y0-s);l<=this.#h(t.y1+s);l++)r.push(this.#s.
subarray(this.#r[l*this.#e+i],this.#r[l*this.#e+a+1]));this.#i&&this.#i.#l(t,e,n,r)}#c(t){return Math.min(Math.max(Math.
floor((t-this.#t.x0)/this.#o),0),this.#e-1)}#h(t){return Math.min(Math.max(Math.floor((t-this.#t.y0)/this.#o),0),this.#n-
1)}};var me=new Uint8Array(65025);for(let o=0;o<me.length;o++)me[o]=Math.sqrt(o);var Lt=8192,So=16,Eo=256,fe={reach:0,tables:new Map};
function Ao(o,t){let{tables:e}=fe;(fe.reach!==t||e.size>Eo)&&e.clear(),fe.reach=t;let n=e.get(o);if(!n){n=new Uint8Array(
2*Lt+1).fill(255);for(let r=0;r<Lt;r++){let s=Math.abs((o+t)*Math.sqrt((r+.5)/Lt)-o);n[r]=Math.min(s*255/t,255)}e.set(o,
n)}return n}var To=.6,Je=1;function tt(o,t){return(o/2+Je)*t+.5}function tn(o,t,e){let n=new Uint32Array(65536),r=t*e/2+
.5,s=i=>Math.min(Math.max(i,0),1);for(let i=0;i<255;i++){let a=(i+.5)*tt(t,e)/255,l=s(r-a),h=l+To*s(r+Je*e-a)*(1-l),c=u=>Math.
round(u*l/(h||1));for(let u=0;3*u<o.length;u++){let[f,m,d]=[c(o[3*u]),c(o[3*u+1]),c(o[3*u+2])];n[i<<8|u]=(Math.round(h*255)<<
24|d<<16|m<<8|f)>>>0}}return n}var It=class{constructor(t){this.reach=t}reach;marks=new Uint16Array(256*256).fill(65535);fills=null;color=0;empty=!0;#t(t,e){
if(!(e<255))return;let n=e<<8|this.color;n<this.marks[t]&&(this.marks[t]=n)}segment(t,e,n,r){let{reach:s}=this,i=n-t,a=r-
e,l=U(Math.min(t,n)-s),h=$(Math.max(t,n)+s),c=U(Math.min(e,r)-s),u=$(Math.max(e,r)+s);if(l>h||c>u)return;this.empty=!1;let f=i*
i+a*a,m=f>0?1/f:0,d=s*Math.sqrt(f)/Math.abs(a);for(let y=c;y<=u;y++){let p=y+.5-e,x=t+p*i/a,M=d<256?Math.max(l,U(x-d)):l,
g=d<256?Math.min(h,$(x+d)):h;for(let w=M;w<=g;w++){let v=w+.5-t,k=(v*i+p*a)*m,E=k<0?0:k>1?1:k,A=v-E*i,L=p-E*a;this.#t(y*
256+w,Math.sqrt(A*A+L*L)*255/s)}}}ellipse(t,e,n,r,s){let{reach:i,marks:a,color:l}=this,h=Math.cos(s),c=Math.sin(s),u=Math.
sqrt(n*n*h*h+r*r*c*c)+i,f=Math.sqrt(n*n*c*c+r*r*h*h)+i,m=U(t-u),d=$(t+u),y=U(e-f),p=$(e+f);if(m>d||y>p)return;this.empty=
!1;let[x,M,g,w]=[h/n,c/n,h/r,-c/r],v=1/(n*n),k=1/(r*r),E=(255/i)**2,A=x*x+w*w,L=i/Math.min(n,r),N=(1+L)*(1+L),T=L<1?(1-L)*
(1-L):0;for(let P=y;P<=p;P++){let R=e-P-.5,H=R*M,X=R*g,G=(x*H+w*X)/A,K=G*G-(H*H+X*X)/A,it=K+N/A;if(it<=0)continue;let At=Math.
sqrt(it),vo=Math.max(m,U(t-G-At)),Mo=Math.min(d,$(t-G+At)),Be=K+T/A,Tt=Be>0?Math.sqrt(Be):0,ko=Tt?U(t-G-Tt):256,Ge=Tt?$(
t-G+Tt):-1,qe=P*256;for(let Q=vo;Q<=Mo;Q++){Q===ko&&Ge>Q&&(Q=Ge);let We=Q+.5-t,je=We*x+H,Ye=We*w+X,he=je*je,ue=Ye*Ye,Ze=Math.
sqrt(he+ue)-1,Xe=Ze*Ze*(he+ue)*E/(he*v+ue*k);if(Xe<65025){let Qe=me[Xe|0]<<8|l;Qe<a[qe+Q]&&(a[qe+Q]=Qe)}}}}circle(t,e,n){
if(n>So)return this.ellipse(t,e,n,n,0);let{reach:r,marks:s,color:i}=this,a=n+r,l=U(t-a),h=$(t+a),c=$(e+a),u=U(e-a);if(l>
h||u>c)return;this.empty=!1;let f=Ao(n,r),m=Lt/(a*a);for(;u<=c;u++){let d=u+.5-e,y=d*d*m,p=u*256+h,x=l+.5-t;for(let M=u*
256+l;M<=p;M++){let g=f[x*x*m+y|0]<<8|i;g<s[M]&&(s[M]=g),x+=1}}}fill(t,e,n,r,s,i="ellipse"){let a=Math.cos(s),l=Math.sin(
s),h=i==="ellipse"?Math.sqrt(n*n*l*l+r*r*a*a):n,c=$(e+h),u=this.fills??=new Uint16Array(256*256).fill(65535),{color:f}=this,
m=(a/n)**2+(l/r)**2;for(let d=U(e-h);d<=c;d++){let y=e-d-.5,p=t,x=i==="square"?n:n-Math.abs(y);i==="ellipse"&&(p-=y*a*l*
(1/(n*n)-1/(r*r))/m,x=Math.sqrt(Math.max(m-(y/(n*r))**2,0))/m);let M=$(p+x);for(let g=d*256+U(p-x);g<=d*256+M;g++)f<u[g]&&
(u[g]=f),this.empty=!1}}disc(t,e,n){let{reach:r}=this,s=n+r,i=$(e+s),a=$(t+s);this.empty=!1;for(let l=U(e-s);l<=i;l++)for(let h=U(
t-s);h<=a;h++){let c=(h+.5-t)**2+(l+.5-e)**2,u=Math.max(Math.sqrt(c)-n,0);this.#t(l*256+h,u*255/r)}}};function U(o){return Math.
max(0,Math.ceil(o-.5))}function $(o){return Math.min(255,Math.floor(o-.5))}var Pt=class{bytes;#t;#e;#n;constructor(t,e,n){let r=new Uint32Array(t,0,e+1),s=new Float32Array(t,4*(e+1)),i=new Uint32Array(
Math.max(s.length/2-e,0)),a=0;for(let c=0;c<e;c++)for(let u=r[c];u+1<r[c+1];u++)i[a++]=u;let l=c=>Float32Array.from(i,u=>(s[2*
u+c]+s[2*u+2+c])/2),h=c=>{let u=2*i[c];return Math.max(Math.abs(s[u+2]-s[u]),Math.abs(s[u+3]-s[u+1]))/2};this.#t=s,this.#e=
i,this.#n=new lt(l(0),l(1),h,n),this.bytes=t.byteLength+16*i.length}near(t,{width:e},n,r){return this.#n.near(t,1,tt(e,r)/
n)}draw(t,e,{left:n,top:r,scale:s}){let i=this.#t;for(let a of e){let l=2*this.#e[a];t.segment(i[l]*s+n,r-i[l+1]*s,i[l+2]*
s+n,r-i[l+3]*s)}}};var Rt=2.5,Co=1,de=256,Lo={"+":[[-1,0,1,0],[0,-1,0,1]],x:[[-1,-1,1,1],[-1,1,1,-1]],"*":[[-1,0,1,0],[0,-1,0,1],[-.7,-.7,.7,
.7],[-.7,.7,.7,-.7]],square:[[-1,-1,1,-1],[1,-1,1,1],[1,1,-1,1],[-1,1,-1,-1]],diamond:[[0,-1,1,0],[1,0,0,1],[0,1,-1,0],[
-1,0,0,-1]]},en={o:"ellipse",square:"square",diamond:"diamond"},ot=class{bytes;#t;#e;#n;#o;constructor(t,e,n){let r=l=>new Float32Array(
t,4*l*e,e);this.#t=r(0),this.#e=r(1),this.#n=t.byteLength>8*e?[r(2),r(3),r(4)]:null;let[s,i]=this.#n??[],a=l=>s&&i&&Math.
max(s[l],i[l])||0;this.#o=new lt(this.#t,this.#e,a,n),this.bytes=t.byteLength+8*e}get rows(){return this.#t.length}place(t){
return[this.#t[t],this.#e[t]]}next(t,e,{shown:n}={}){let r=()=>!Number.isFinite(this.#t[t]+this.#e[t])||n?.codes[t]===0;
do t+=e;while(t>=0&&t<this.rows&&r());return t>=0&&t<this.rows?t:null}at(t,e,n,r,s){let i=n,[a,l,h]=i.symbol==="ellipse"&&
this.#n||[],{sizes:c}=s,u=d=>i.symbol==="ellipse"?Rt:pe(i,r,1,c?.table[c.codes[d]]),f=tt(i.width,1)/r,m=null;for(let d of this.
near({x0:t,x1:t,y0:e,y1:e},i,r,1,s)){let y=u(d)/r,[p,x]=[t-this.#t[d],e-this.#e[d]],[M,g]=[Math.max((a?.[d]||0)*i.scale,
y),Math.max((l?.[d]||0)*i.scale,y)],[w,v]=[Math.cos(h?.[d]||0),Math.sin(h?.[d]||0)];if(Math.hypot((p*w+x*v)/(M+f),(x*w-p*
v)/(g+f))>1)continue;let[k,E]=[M*g,Math.hypot(p,x)];(!m||k<m.area||k===m.area&&E<m.far)&&(m={row:d,area:k,far:E})}return m}within(t,e,{
shown:n}={}){let[r,s]=[Math.min(...e),Math.max(...e)],i=Array.from({length:de},()=>[]),a=u=>Math.min(Math.floor((u-r)/(s-
r||1)*de),de-1),l=u=>(u||t.length)-1;t.forEach((u,f)=>{let[m,d]=[a(e[f]),a(e[l(f)])].sort((y,p)=>y-p);for(let y=m;y<=d;y++)
i[y].push(f)});let h={x0:Math.min(...t),x1:Math.max(...t),y0:r,y1:s},c=[];for(let u of this.#o.near(h,0,0)){let[f,m]=[this.#t[u],
this.#e[u]];if(!(m>=r&&m<=s)||n?.codes[u]===0)continue;let d=!1;for(let y of i[a(m)]){let p=l(y);e[y]>m!=e[p]>m&&f<(t[p]-
t[y])*(m-e[y])/(e[p]-e[y])+t[y]&&(d=!d)}d&&c.push(u)}return c}near(t,e,n,r,{sizes:s,shown:i}){let a=e,l=a.symbol==="elli\
pse",h=l?Rt*r:pe(a,n,r,s&&Math.max(...s.table)),c=this.#o.near(t,l?a.scale:0,(h+tt(a.width,r))/n);return i?c.filter(u=>i.
codes[u]):c}draw(t,e,{left:n,top:r,scale:s,dpr:i},a,{colors:l,sizes:h}){let c=a,[u,f]=[this.#t,this.#e];if(c.symbol==="e\
llipse"){let[d,y,p]=this.#n??[],x=c.scale*s,M=Rt*i;for(let g of e){let w=u[g]*s+n,v=r-f[g]*s;if(t.color=l?.codes[g]??0,d&&
y&&p&&d[g]+y[g]+Math.abs(p[g])>0){let[k,E]=[Math.max(d[g]*x,M),Math.max(y[g]*x,M)];k===E&&k===M?t.circle(w,v,k):t.ellipse(
w,v,k,E,p[g]),c.fill&&t.fill(w,v,k,E,p[g])}else t.disc(w,v,Co*i)}return}let m=Lo[c.symbol];for(let d of e){let y=u[d]*s+
n,p=r-f[d]*s,x=pe(c,s,i,h?.table[h.codes[d]]);if(t.color=l?.codes[d]??0,c.fill&&en[c.symbol]&&t.fill(y,p,x,x,0,en[c.symbol]),
!m)t.circle(y,p,x);else for(let[M,g,w,v]of m)t.segment(y+x*M,p+x*g,y+x*w,p+x*v)}}};function pe({size:o,unit:t},e,n,r=o){
return Math.max(r*(t==="image"?e:n)/2,Rt*n)}function I(o){let t=o.get("image_info");return"shape"in t?t:null}function W(o){let t=I(o);return t!==null&&t.color&&t.component===
"image"}function Ot(o){let[t,e]=I(o)?.shape??[0,0];return t*e}var Io={outline:Pt,shapes:ot},Po=1e3,Ro=6e4;function Vt(o){return o.kind==="marks"?[]:[o.key,...o.kind==="shapes"?[o.colors,
o.sizes,o.shown]:[]].filter(Boolean)}var Ft=class{#t;#e;#n;#o=new Map;#r=new Map;#s=new Map;#i=new Set;#a=null;constructor(t,e){
this.#t=t,this.#e=e,this.#n=[t.on("layers",()=>this.#c())],this.#c()}get all(){return this.#t.get("layers")}placed(t){let e=this.#o.
get(t);return e?.codes?e:null}set(t,e){this.#t.set("layers",this.all.map(n=>n.key===t?{...n,...e}:n))}toggle(t){this.set(
t,{visible:!this.all.find(e=>e.key===t)?.visible})}toggleAll(){let t=this.all.filter(({visible:n})=>n).map(({key:n})=>n),
e=this.#a;this.#a=t.length?new Set(t):null,this.#t.set("layers",this.all.map(n=>({...n,visible:!t.length&&(e?.has(n.key)??
!0)})))}onChange(t){return this.#i.add(t),()=>this.#i.delete(t)}dispose(){for(let t of this.#n)t();for(let t of[...this.#s.
keys()])this.#h(t);this.#i.clear(),this.#o.clear(),this.#r.clear()}#l(){for(let t of[...this.#i])t()}#c(){let t=new Set(
this.all.flatMap(Vt));for(let e of[...this.#s.keys()])t.has(e)||this.#h(e);for(let e of[...this.#o.keys()])t.has(e)||this.#o.
delete(e);for(let e of[...this.#r.keys()])t.has(e)||this.#r.delete(e);for(let e of this.all)if(!(!e.visible||!e.count))for(let n of Vt(
e))this.#o.has(n)||this.#r.has(n)||this.#s.has(n)||(this.#s.set(n,{id:null,timer:0,retry:Po,data:null,got:0}),this.#m(n));
this.#f(),this.#l()}#h(t){let e=this.#s.get(t);this.#s.delete(t),e&&(clearTimeout(e.timer),e.id!==null&&this.#e.forget(e.
id))}#m(t){let e=this.#s.get(t);e&&(e.data=null,e.got=0,e.id=this.#e.ask(n=>({kind:"layer",id:n,layer:t}),{reply:(n,r)=>n.
kind!=="layer"||this.#u(e,n,r[0]),failed:n=>{n&&this.#t.local.set("error",n.error),e.id=null,e.timer=setTimeout(()=>this.#m(
t),e.retry),e.retry=Math.min(2*e.retry,Ro)}}))}#u(t,e,n){let{layer:r,size:s,offset:i,rows:a,origin:l,done:h}=e;if(t.data??=
new Uint8Array(s),t.data.set(new Uint8Array(n.buffer,n.byteOffset,n.byteLength),i),t.got+=n.byteLength,!h)return!1;this.#s.
delete(r);let c=this.all.find(m=>Vt(m).includes(r));if(c&&c.key!==r&&t.got===s)return this.#r.set(r,t.data),this.#f(),this.#l(),
!0;let u=c?.kind,f=I(this.#t);if(u&&u!=="marks"&&f&&s&&t.got===s){let[m,d]=f.start,[y,p]=f.shape,x={x0:d-l[0],x1:d-l[0]+
p,y0:m-l[1],y1:m-l[1]+y};this.#o.set(r,{geometry:new Io[u](t.data.buffer,a,x),origin:l,codes:null}),this.#f(),this.#l()}
return!0}#f(){for(let t of this.all){let e=this.#o.get(t.key);if(!e||!Vt(t).every(i=>i===t.key||this.#r.has(i))||(e.codes=
{},t.kind!=="shapes"))continue;let[n,r,s]=[t.colors,t.sizes,t.shown].map(i=>this.#r.get(i));if(s&&(e.codes.shown={key:t.
shown,codes:s}),n&&(e.codes.colors={key:t.colors,table:n.subarray(0,768),codes:n.subarray(768)}),r){let i=new Float32Array(
r.buffer,0,256);e.codes.sizes={key:t.sizes,table:i,codes:r.subarray(1024)}}}}};var Dt=class{#t;#e;#n;#o;#r;#s=[];#i=null;#a=null;constructor(t,e,n,r){this.#t=t,this.#e=e,this.#n=n,this.#o=r,this.#r=t.
on("image_info",()=>this.#l())}at(t,e,n){let r=Math.round(t),s=Math.round(e);this.#a=null;let i=this.#n.info;if(!i)return;
let[a,l]=[s-i.start[0],r-i.start[1]],h=a>=0&&l>=0&&a<i.shape[0]&&l<i.shape[1],c={inside:h,x:r,y:s,values:[NaN],sigma:null,
approximate:!1,planes:[],...this.#o.radec(t,e)??{ra:null,dec:null}};if(!h)return n(c);let u=this.#c(c,t,e);if(u)return n(
u);n(this.#m(c,a,l)),this.#a={x:t,y:e,callback:n},this.#u()}dispose(){this.#r(),this.#l()}#l(){this.#s=[],this.#a=null,this.#i!==
null&&this.#e.forget(this.#i),this.#i=null}#c(t,e,n){for(let r of this.#s){let[s,i]=[t.y-r.y0,t.x-r.x0];if(s<0||i<0||s>=
r.height||i>=r.width)continue;let a=s*r.width+i,l=h=>r.mask?.getUint8(a*r.maskBytes+h)??0;return{...t,values:Array.from(
{length:r.channels},(h,c)=>r.values.getFloat64(8*(a*r.channels+c),!0)),sigma:r.sigma?r.sigma.getFloat64(8*a,!0):null,planes:this.#h(
l),...this.#o.radec(e,n,r.offset)}}return null}#h(t){return this.#t.get("mask_planes").filter(e=>t(e.byte)>>e.bit&1)}#m(t,e,n){
let r=this.#n.info?.levels??0,s=this.#n.info?.tile??256;for(let i=0;i<r;i++){let[a,l]=[e>>i,n>>i],h=this.#n.get([i,Math.
floor(a/s),Math.floor(l/s)])?.tile;if(!h)continue;let c=(h.height-1-a%s)*h.width+l%s,{pairs:u}=h,f=y=>{let p=u?.bytes.indexOf(
y)??-1;return u&&p>=0?u.own[u.index[c]*u.bytes.length+p]:0},m=h.width*h.height,d=Array.from({length:h.channels},(y,p)=>h.
codec.value(h.codes[c+p*m]));return{...t,values:d,approximate:!0,planes:this.#h(f)}}return{...t,approximate:!0}}#u(){let{
info:t}=this.#n;if(this.#i!==null||!this.#a||!t)return;let[e,n]=[Math.round(this.#a.x),Math.round(this.#a.y)];this.#i=this.#e.
ask(r=>({kind:"readout",id:r,image:t.id,x:e,y:n}),{reply:(r,s)=>(this.#i=null,r.kind==="readout"&&r.image===this.#n.info?.
id&&this.#f(r,s,e,n),!0),failed:()=>{this.#i=null}})}#f(t,[e,n,r],s,i){let[a,l,h,c]=t.box,u=this.#a;h*c>0&&t.component===
this.#n.info?.component&&(this.#s.unshift({y0:a,x0:l,height:h,width:c,values:e,channels:t.channels,offset:this.#o.offset(
s,i,t.sky),sigma:n?.byteLength?n:null,mask:r?.byteLength?r:null,maskBytes:r?r.byteLength/(h*c):0}),this.#s.length=Math.min(
this.#s.length,32)),u&&this.at(u.x,u.y,u.callback)}};var Oo="#ffffff";var _t=class{constructor(t,e){this.store=t;this.layers=e;this.#t=t.on("selection",()=>this.#o()),this.#o()}store;layers;key=0;rows=new Uint32Array(
0);#t;#e=0;#n=null;set(t,e){let n=Uint32Array.from(e).sort();this.store.set("selection",n.length?{layer:t,rows:new DataView(
n.buffer)}:{})}add(t,e,n=!1){let r=new Set(t===this.key?this.rows:[]);for(let s of e)n&&r.delete(s)||r.add(s);this.set(t,
r)}drawn(){let t=this.layers.all.find(({key:n})=>n===this.key);if(!t?.visible||!this.placed(this.#e))return[];let e=Math.
min(t.width+1.5,20);return[{...t,key:this.#e,color:Oo,opacity:1,width:e}]}placed(t){let e=t===this.#e?this.layers.placed(
this.key):null;if(!e)return null;let{geometry:n,origin:r,codes:s}=e,i=this.#n??=new Set(this.rows);return{geometry:{bytes:0,
near:(...l)=>n.near(...l).filter(h=>i.has(h)),draw:(...l)=>n.draw(...l)},origin:r,codes:{...s,colors:void 0}}}dispose(){
this.#t()}#o(){let{layer:t,rows:e}=this.store.get("selection");this.key=t??0;let n=e?e.buffer.slice(e.byteOffset,e.byteOffset+
e.byteLength):new ArrayBuffer(0);this.rows=new Uint32Array(n),this.#e--,this.#n=null}};var ht=Math.PI/180;function Vo(o){let[t,e]=o.n,n=new Float64Array(3*t*e);for(let r=0;r<n.length;r++)n[r]=o.data.getFloat64(
8*r,!0);return{ny:t,nx:e,x:o.x,y:o.y,data:n}}function nn(o,t){let e=Math.min(t,4),n=Math.min(Math.max(Math.floor(o)-1,0),
t-e),r=[];for(let s=0;s<e;s++){let i=1;for(let a=0;a<e;a++)a!==s&&(i*=(o-n-a)/(s-a));r.push(i)}return{first:n,weights:r}}
var Nt=class{pixelScale=null;#t=null;#e;constructor(t){let e=()=>{let n=t.get("sky_grid");this.#t="data"in n?Vo(n):null,
this.pixelScale="data"in n?n.pixel_scale:null};this.#e=t.on("sky_grid",e),e()}get known(){return this.#t!==null}radec(t,e,n){
let r=this.#n(t,e);if(!r)return null;if(n)for(let i=0;i<3;i++)r[i]+=n[i];let s=Math.atan2(r[1],r[0])/ht;return{ra:s<0?s+
360:s,dec:Math.atan2(r[2],Math.hypot(r[0],r[1]))/ht}}offset(t,e,n){let r=this.#n(t,e);if(!r||!n)return null;let s=on({ra:n[0],
dec:n[1]});return[s[0]-r[0],s[1]-r[1],s[2]-r[2]]}compass(t,e){let n=this.#o(t,e);if(!n)return null;let r=(i,a)=>({x:i/Math.
hypot(i,a),y:a/Math.hypot(i,a)}),s=Math.sign(n.ex*n.ny-n.ey*n.nx);return{east:r(s*n.ny,-s*n.nx),north:r(-s*n.ey,s*n.ex)}}pixel(t,e){
let n=on(t),{x:r,y:s}=e;for(let i=0;i<12;i++){let a=this.#n(r,s),l=this.#o(r,s);if(!a||!l)return null;let h=[n[0]-a[0],n[1]-
a[1],n[2]-a[2]],c=ct(h,l.east),u=ct(h,l.north),f=l.ex*l.ny-l.ey*l.nx,m=(c*l.ny-u*l.ey)/f,d=(u*l.ex-c*l.nx)/f;if(!Number.
isFinite(m+d))return null;if(r+=m,s+=d,Math.hypot(m,d)<1e-6)return{x:r,y:s}}return null}dispose(){this.#e()}#n(t,e){let n=this.#t;
if(!n)return null;let r=nn((t-n.x[0])/n.x[1],n.nx),s=nn((e-n.y[0])/n.y[1],n.ny),i=[0,0,0];s.weights.forEach((l,h)=>{r.weights.
forEach((c,u)=>{let f=3*((s.first+h)*n.nx+r.first+u);for(let m=0;m<3;m++)i[m]+=l*c*n.data[f+m]})});let a=Math.hypot(...i);
return a>0?[i[0]/a,i[1]/a,i[2]/a]:null}#o(t,e){let n=this.#n(t,e),[r,s,i,a]=[this.#n(t+.5,e),this.#n(t-.5,e),this.#n(t,e+
.5),this.#n(t,e-.5)];if(!n||!r||!s||!i||!a)return null;let l=Math.hypot(n[0],n[1])||1,h=[-n[1]/l,n[0]/l,0],c=[-n[2]*h[1],
n[2]*h[0],l],u=[r[0]-s[0],r[1]-s[1],r[2]-s[2]],f=[i[0]-a[0],i[1]-a[1],i[2]-a[2]];return{east:h,north:c,ex:ct(u,h),ey:ct(
f,h),nx:ct(u,c),ny:ct(f,c)}}};function on({ra:o,dec:t}){let e=Math.cos(t*ht);return[e*Math.cos(o*ht),e*Math.sin(o*ht),Math.
sin(t*ht)]}function ct(o,t){return o[0]*t[0]+o[1]*t[1]+o[2]*t[2]}function ye(o,t){let e=10**t,n=Math.round(o*3600*e),r=n%
(60*e);n=(n-r)/(60*e);let s=a=>String(a).padStart(2,"0"),i=(r/e).toFixed(t).padStart(t?t+3:2,"0");return`${s(Math.floor(
n/60))}:${s(n%60)}:${i}`}function Ut(o,t=3){let e=ye((o%360+360)%360/15,t);return e.startsWith("24:")?ye(0,t):e}function $t(o,t=2){
return(o<0?"−":"+")+ye(Math.abs(o),t)}var Ht=class{#t=new Map;add(t,e){let n=this.#t.get(t);return n||this.#t.set(t,n=new Set),n.add(e),()=>n.delete(e)}call(t){
for(let e of[...this.#t.get(t)??[]])e()}clear(){this.#t.clear()}},ge=class{#t=new Map;#e=new Ht;get(t){return this.#t.get(
t)}set(t,e){this.#t.get(t)!==e&&(this.#t.set(t,e),this.#e.call(t))}on(t,e){return this.#e.add(t,e)}},Fo={viewport:150,component:0,
stretch_parameter:0},Do=100;function rn(o,t){return t instanceof DataView?String(new Uint8Array(t.buffer,t.byteOffset,t.
byteLength)):t}function sn(o,t){return o===t||JSON.stringify(o,rn)===JSON.stringify(t,rn)}var Kt=class{local=new ge;#t;#e=new Ht;#n=new Map;#o=new Map;#r=new Map;#s=!1;#i=0;#a=1/0;constructor(t){
this.#t=t}get(t){return this.#t.get(t)}set(t,e){sn(this.get(t),e)||(this.#c(t),this.#o.set(t,e),this.#h(t,e),this.#l(Fo[t]??
Do),this.#e.call(t))}on(t,e){return this.#c(t),this.#e.add(t,e)}flush(){if(clearTimeout(this.#i),this.#a=1/0,!!this.#o.size){
for(let[t,e]of this.#o)this.#r.set(t,e);this.#o.clear(),this.#t.save_changes()}}dispose(){this.flush();for(let[t,e]of this.#n)
this.#t.off(`change:${t}`,e);this.#n.clear(),this.#e.clear()}#l(t){let e=performance.now()+t;e>=this.#a||(clearTimeout(this.#i),
this.#a=e,this.#i=setTimeout(()=>this.flush(),t))}#c(t){if(this.#n.has(t))return;let e=()=>this.#m(t);this.#n.set(t,e),this.#t.
on(`change:${t}`,e)}#h(t,e){this.#s=!0;try{this.#t.set(t,e)}finally{this.#s=!1}}#m(t){if(!this.#s){if(this.#o.has(t)){if(sn(
this.get(t),this.#r.get(t)))return this.#h(t,this.#o.get(t));this.#o.delete(t)}this.#e.call(t)}}};var zt=class{constructor(t,e,n,r){this.center=t;this.step=e;this.linear=n;this.zero=r;this.key=`${t},${e},${n},${r}`}center;step;linear;zero;key;get exact(){
return this.linear>=65535}value(t){if(t===0)return NaN;if(t===1)return-1/0;if(t===65535)return 1/0;let e=t-this.zero,n=Math.
abs(e),r=n;if(n>this.linear){let s=n-this.linear-1,i=this.linear;for(;s>=1024;s-=1024)i*=2;let a=i/1024;r=i+s*a+a/2}return this.
center+(e<0?-r:r)*this.step}stepAt(t){if(t<this.value(2)||t>this.value(65534))return 1/0;let e=Math.abs(t-this.center)/this.
step;return e<=this.linear?this.step:this.linear*2**Math.floor(Math.log2(e/this.linear))/1024*this.step}};var an=65536,_=256,$o=4278190080;function xe(o,t,e){return($o|e<<16|t<<8|o)>>>0}function we(o){let t=new Uint32Array(_),
{colors:e,contrast:n,bias:r}=o;for(let s=0;s<_;s++){let i=Math.min(Math.max((s/255-r)*n+.5,0),1),a=3*Math.floor(i*255+.5);
t[s]=xe(e[a],e[a+1],e[a+2])}return t}function ln(o,t,e){let{low:n,high:r,thresholds:s}=e,i=we(e),a=2;for(let l=0;l<_-1&&
a<=65534;l++){let h=s[l],c=a,u=65535;for(;c<u;){let f=c+u>>1;(t.value(f)-n)/(r-n)>=h?u=f:c=f+1}o.fill(i[l],a,c),a=c}o.fill(
i[_-1],a,65535),o[0]=e.bad,o[1]=i[0],o[65535]=i[_-1]}var Ho=12;function Gt(o){let t=/^#[0-9a-f]{6}$/i.test(o)?parseInt(o.slice(1),16):16777215;return[t>>16,t>>8&255,t&255]}function cn({
color:o,opacity:t,outline:e},n){let[r,s,i]=Gt(o);return{r,g:s,b:i,opacity:t,outline:e,key:`${n}.${o}.${t}.${e}`}}function Ko(o,t,e){
let n=new Float32Array(e);for(let r=0;r<e;r++)n[r]=o.getFloat32(4*(t+r),!0);return n}var Bt=class{version=0;shadingVersion=0;shading;planes=[];expressions=[];#t;#e=[];#n=new Set;#o=new Map;constructor(t){
this.#t=t,this.shading=this.#s(),this.#i();let e=["cuts","stretch","stretch_names","stretch_tables","colormap","colormap\
_names","colormap_tables","inverted","contrast","bias","bad_color"],n=()=>{this.shading=this.#s(),this.shadingVersion++,
this.#r()};for(let s of e)this.#e.push(t.on(s,n));let r=W(t);this.#e.push(t.on("image_info",()=>{r!==W(t)&&(r=!r,n())}));
for(let s of["planes","mask_planes","mask_expressions"])this.#e.push(t.on(s,()=>{this.#i(),this.#r()}))}onChange(t){return this.#n.
add(t),()=>this.#n.delete(t)}lut(t){let e=this.#o.get(t.key);return e||(this.#o.size>=Ho&&this.#o.delete(this.#o.keys().
next().value),e={version:-1,lut:new Uint32Array(an)},this.#o.set(t.key,e)),e.version!==this.shadingVersion&&(ln(e.lut,t,
this.shading),e.version=this.shadingVersion),e.lut}bar(){return we(this.shading)}dispose(){for(let t of this.#e)t();this.#n.
clear(),this.#o.clear()}#r(){this.version++;for(let t of this.#n)t()}#s(){let t=this.#t,[e,n]=t.get("cuts"),r=(f,m)=>Math.
max(f.indexOf(m),0),s=t.get("stretch_tables"),i=t.get("colormap_tables"),a=r(t.get("stretch_names"),t.get("stretch")),l=r(
t.get("colormap_names"),t.get("colormap")),h=new Uint8Array(3*_),c=t.get("inverted"),u=W(t);for(let f=0;f<_;f++){if(u){h.
fill(f,3*f,3*f+3);continue}let m=3*(_*l+(c?_-1-f:f));for(let d=0;d<3;d++)h[3*f+d]=i.getUint8(m+d)}return{low:e,high:n,colors:h,
thresholds:Ko(s,(_-1)*a,_-1),contrast:t.get("contrast"),bias:t.get("bias"),bad:xe(...Gt(t.get("bad_color")))}}#i(){let t=this.#t.
get("planes");this.planes=[];for(let{name:e,byte:n,bit:r}of this.#t.get("mask_planes")){let s=Object.hasOwn(t,e)?t[e]:void 0;
s?.visible&&this.planes.push({byte:n,bit:r,...cn(s,`${n}.${r}`)})}this.expressions=this.#t.get("mask_expressions").filter(
({visible:e,removed:n})=>e&&!n).map(e=>({postfix:e.postfix,...cn(e,e.postfix.join("."))}))}};var ve=class{#t=new Set;#e=0;#n=-1;#o=0;keep(t,e){this.drop(t),t.bytes=e,this.#t.add(t),this.#e+=e,this.#e>96e6&&this.#r()}touch(t){
this.#t.delete(t)&&this.#t.add(t)}drop(t){this.#t.delete(t)&&(this.#e-=t.bytes)}get bytes(){return this.#e}timeLeft(t){return t!==
this.#n&&(this.#n=t,this.#o=0),8-this.#o}spend(t){this.#o+=t}#r(){for(let t of this.#t){if(this.#e<=96e6)return;t.pinned()||
(this.drop(t),t.evict())}}},zo=Symbol.for("imgview.page.1"),Bo=globalThis,F=Bo[zo]??=new ve;var Me=class{#t=new Int32Array(1<<18).fill(-1);#e=[];keys=[];columns=[];clear(){this.nextColumn(),this.keys=[0],this.columns=
[0]}nextColumn(){for(let t of this.#e)this.#t[t]=-1;this.#e=[]}number(t,e){let n=this.#t,r=Math.imul(t,2654435761)>>>14;
for(;n[r]>=0;){if(this.keys[n[r]]===t)return n[r];r=r+1&n.length-1}return n[r]=this.keys.length,this.#e.push(r),this.columns.
push(e),this.keys.push(t)-1}},Mt=new Me;function hn(o,t,e,n){let r=n+2,s=r*(e+2),i=new Uint32Array(o.buffer,o.byteOffset,
o.length+3>>2),a=new Uint32Array(e*n);Mt.clear();let l=0,h=-1,c=0;for(let m=0;m<i.length;m++)if(i[m]!==0)for(let d=4*m;d<
4*m+4;d++){let y=o[d];if(!y)continue;let p=Math.floor(d/s),x=Math.floor((d-p*s)/r)-1,M=d-p*s-(x+1)*r-1;if(M<0||x<0||M>=n||
x>=e)continue;p!==l&&(l=p,h=-1,Mt.nextColumn());let g=o[d-1]&o[d+1]&o[d-r]&o[d+r],w=(e-1-x)*n+M,v=a[w]*65536+y*256+(y&~g);
v!==h&&(h=v,c=Mt.number(v,p)),a[w]=c}let u=Mt.keys.length,f=Go(o,t.length,e,n);return u===1&&!f.some(Boolean)?null:{...Wo(
a,t,u>4096?qo(a,u):null),apron:f}}function Go(o,t,e,n){let r=n+2,s=new Uint8Array(2*(n+e)*t),i=0,a=(l,h,c)=>{for(let u=0,
f=l;u<c;u++,f+=h)for(let m=0;m<t;m++)s[i++]=o[f+m*r*(e+2)]};return a((e+1)*r+1,1,n),a(1,1,n),a(e*r,-r,e),a(e*r+n+1,-r,e),
s}function qo(o,t){let e=new Uint32Array(t);for(let r=0;r<o.length;r++)e[o[r]]=1;let n=1;for(let r=1;r<t;r++)e[r]&&(e[r]=
n++);e[0]=0;for(let r=0;r<o.length;r++)o[r]=e[o[r]];return e}function Wo(o,t,e){let{keys:n,columns:r}=Mt,s=t.length,i=e?
e.reduce((c,u)=>Math.max(c,u),0)+1:n.length,a=new Uint8Array(i*s),l=new Uint8Array(i*s);for(let c=1;c<n.length;c++){let u=e?
e[c]:c;if(u)for(let f=c;f>0;f=Math.floor(n[f]/65536))a[u*s+r[f]]=n[f]>>>8&255,l[u*s+r[f]]=n[f]&255}let h=i<=256?Uint8Array:
i<=65536?Uint16Array:Uint32Array;return{index:new h(o),count:i,bytes:t,own:a,edge:l}}async function un(o,t,e,n){let r=new DecompressionStream("deflate"),s=r.writable.getWriter();s.write(new Uint8Array(o.buffer,
o.byteOffset+t,e)).then(()=>s.close()).catch(()=>{});let l=r.readable.getReader(),h=new Uint8Array(new ArrayBuffer(n+3&-4),
0,n),c=0;for(;;){let{done:u,value:f}=await l.read();if(u)break;if(c+f.length>n)throw new Error(`more than ${n} bytes in \
a tile`);h.set(f,c),c+=f.length}if(c!==n)throw new Error(`${c} instead of ${n} bytes in a tile`);return h}async function fn(o,t){
let{level:e,row:n,col:r,channels:s,image:i,mask:a}=o,[l,h]=o.shape,[c,u]=await Promise.all([un(t,0,i,2*l*h*s),a?un(t,i,a,
o.bytes.length*(l+2)*(h+2)):null]),f=new Uint16Array(l*h*s);for(let y=0;y<s;y++)jo(c,f,y*l*h,l,h);let m=u?hn(u,o.bytes,l,
h):null,d=f.byteLength+(m?m.index.byteLength+2*m.own.byteLength+m.apron.byteLength:0);return{level:e,row:n,col:r,width:h,
height:l,codec:new zt(...o.codec),channels:s,codes:f,pairs:m,bytes:d}}function jo(o,t,e,n,r){let s=n*r;for(let i=0;i<n;i++){
let a=2*e+i*r,l=e+(n-1-i)*r;for(let h=a+r;a<h;a++,l++)t[l]=o[a]<<8|o[s+a]}}var Yo=50,ke=1e3,Zo=6e4,Se=class{constructor(t,e,n){this.id=t;this.tile=e;this.owner=n}id;tile;owner;bytes=0;picture=null;styleVersion=-1;signature="";refined=-1;get size(){
return this.tile.bytes+(this.picture?4*this.tile.width*this.tile.height:0)}pinned(){return this.owner.pinned(this.id)}evict(){
this.picture=null,this.owner.evicted(this.id)}dropPicture(){this.picture&&(this.picture=null,this.styleVersion=-1,this.signature=
"",F.keep(this,this.size))}},qt=class{#t;#e;#n=new Map;#o=new Set;#r=new Map;#s=new Set;#i;#a=new Set;#l=null;#c=new Set;#h=0;#m=-1/0;#u=0;#f=ke;#d=-1/0;constructor(t,e){
this.#t=t,this.#e=e,this.#i=[t.on("image_info",()=>this.#g()),t.on("first_tiles",()=>this.#k())],this.#g(),this.#k()}get info(){
return this.#l}get(t){let e=this.#n.get(this.#p(t));return e&&F.touch(e),e}get overview(){return[Math.max((this.#l?.levels??
1)-1,0),0,0]}want(t,e){this.#r.set(t,e),this.#x()}forget(t){if(this.#r.delete(t)&&(this.#x(),!this.#r.size))for(let e of this.#n.
values())e.dropPicture()}refine(t,e){this.#c.size||!this.#l||!t.length||(this.#t.flush(),this.#T(t.map(({tile:n})=>[n.level,
n.row,n.col]),{slots:t,shadingVersion:e}))}onChange(t){return this.#s.add(t),()=>this.#s.delete(t)}receive(t,e){return t.
kind!=="tiles"?!0:(t.image===this.#l?.id&&(t.tiles.forEach((n,r)=>this.#b(t.component,n,e[r])),t.tiles.length&&(this.#f=
ke)),t.done)}pinned(t){return this.#a.has(t)}evicted(t){this.#n.delete(t)}dispose(){clearTimeout(this.#u);for(let t of this.#i)
t();this.#s.clear(),this.#r.clear(),this.#M(),this.#l=null}#p([t,e,n],r=this.#l?.component??"image"){return`${r}/${t}/${e}\
/${n}`}#v(){for(let t of[...this.#s])t()}#M(){for(let t of this.#n.values())F.drop(t);this.#n.clear(),this.#o.clear(),this.#y()}#y(){
for(let{id:t}of this.#c)this.#e.cancel(t);this.#c.clear()}#g(){let t=this.#t.get("image_info"),e="shape"in t?t:null;e?.id!==
this.#l?.id?this.#M():e?.component!==this.#l?.component&&this.#y(),this.#l=e,this.#f=ke,this.#d=-1/0,this.#r.clear(),this.#x(),
this.#v()}#k(){if(this.#l)for(let t of this.#t.get("first_tiles"))this.#b(this.#l.component,t,t.data)}#b(t,e,n){let r=this.#p(
[e.level,e.row,e.col],t),s=this.#l?.id;this.#o.add(r);for(let{left:i}of this.#c)i.delete(r);fn(e,n).then(i=>s===this.#l?.
id&&this.#A(r,i)).catch(i=>{this.#t.local.set("error",`A tile could not be read: ${String(i)}`),this.#L()}).finally(()=>{
s===this.#l?.id&&(this.#o.delete(r),this.#v())})}#A(t,e){let n=this.#n.get(t);n?(n.tile=e,n.styleVersion=-1,n.signature=
""):(n=new Se(t,e,this),this.#n.set(t,n)),F.keep(n,n.size)}#x(){this.#a=new Set([...this.#r.values()].flat().map(t=>this.#p(
t))),this.#l&&this.#a.add(this.#p(this.overview)),this.#w()}#S(){if(!this.#r.size)return[];let t=[...this.#r.values(),[this.
overview]],e=new Map,n=Math.max(...t.map(r=>r.length));for(let r=0;r<n;r++)for(let s of t.slice(0,-1))this.#E(s[r],e);return this.#E(
this.overview,e),[...e.values()]}#E(t,e){if(!t)return;let n=this.#p(t);!this.#n.has(n)&&!this.#o.has(n)&&e.set(n,t)}#w(){
clearTimeout(this.#u);let t=this.#l?this.#S():[];this.#t.local.set("waiting",t.length>0);let e=[...this.#c].some(({refine:h})=>h);
if(!t.length){this.#t.local.set("error",""),e||this.#y();return}let n=new Set([...this.#c].flatMap(({left:h})=>[...h])),
r=t.filter(h=>!n.has(this.#p(h))),s=t.length-r.length,i=e||n.size-s>s;if(!r.length&&!i)return;let a=Math.max(this.#c.size?
this.#m+Yo:0,this.#d),l=performance.now();if(a>l)this.#u=setTimeout(()=>this.#w(),a-l);else if(i){for(let{id:h}of this.#c)
this.#e.forget(h);this.#c.clear(),this.#h++,this.#T(t,null)}else this.#T(r,null)}#T(t,e){let{id:n,component:r}=this.#l,s={
id:0,left:new Set(t.map(a=>this.#p(a))),refine:e};this.#c.add(s),this.#m=performance.now();let{client:i}=this.#e;s.id=this.#e.
ask(a=>({kind:"tiles",id:a,client:i,image:n,component:r,view:this.#h,refine:e!==null,want:t.map(([l,h,c])=>[l,h,c])}),{reply:(a,l)=>{
let h=this.receive(a,l);return h&&this.#C(s),h},failed:a=>{a&&this.#t.local.set("error",a.error),this.#C(s)}})}#C(t){if(!this.#c.
delete(t))return;let{refine:e,left:n}=t;if(e)for(let r of e.slots)r.refined=e.shadingVersion;else n.size&&this.#L();this.#w()}#L(){
this.#d=performance.now()+this.#f,this.#f=Math.min(2*this.#f,Zo)}};var mn=3;function Ee(o){let t=o.get("protocol");return t===mn?null:`This page and the kernel run different versions of i\
mgview (page protocol ${mn}, kernel protocol ${String(t)}): reload the page or restart the kernel.`}var Wt=class{store;channel;style;tiles;sky;readout;layers;selection;constructor(t){
this.store=new Kt(t),this.channel=new Ct(t,this.store.local,(e,n)=>this.tiles.receive(e,n)),this.style=new Bt(this.store),
this.tiles=new qt(this.store,this.channel),this.sky=new Nt(this.store),this.readout=new Dt(this.store,this.channel,this.
tiles,this.sky),this.layers=new Ft(this.store,this.channel),this.selection=new _t(this.store,this.layers)}dispose(){this.
selection.dispose(),this.layers.dispose(),this.readout.dispose(),this.sky.dispose(),this.tiles.dispose(),this.style.dispose(),
this.channel.dispose(),this.store.dispose()}};function jt(o){let t=matchMedia("(prefers-color-scheme: dark)"),e=()=>{o.dataset.theme=Xo(t.matches)?"dark":"light",o.dispatchEvent(
new Event("iv-theme"))},n=new MutationObserver(e);for(let r of[document.documentElement,document.body])n.observe(r,{attributeFilter:[
"class","data-jp-theme-light","data-vscode-theme-kind","data-theme","theme"]});return t.addEventListener("change",e),e(),
()=>{n.disconnect(),t.removeEventListener("change",e)}}function Xo(o){let{jpThemeLight:t,vscodeThemeKind:e}=document.body.
dataset;if(t)return t==="false";if(e)return!e.includes("light");let n=document.documentElement,r=n.dataset.theme??n.getAttribute(
"theme")??"";return/dark|light/.test(r)?r.includes("dark"):o}var dn=new Map;function ut(o,t){let e=dn.get(t);return e||(e=new Intl.NumberFormat("en-US",{minimumFractionDigits:t,maximumFractionDigits:t}),
dn.set(t,e)),e.format(o).replace("-","−")}function ft(o){return o===0?0:Math.floor(Math.log10(Math.abs(o))+1e-12)}function Zt(o){
return Number.isNaN(o)?"NaN":o===1/0?"+inf":o===-1/0?"−inf":null}function j(o){return Zt(o)??ut(o,0)}function Y(o,t){let e=Zt(
o);if(e)return e;let n=ft(o);if(n>=Math.max(t,7)+2||n<-4)return o.toExponential(t-1).replace(/\.?0+e/,"e").replace("e+",
"e").replace(/-/g,"−");let r=ut(o,Yt(t-1-n));return r.includes(".")?r.replace(/\.?0+$/,""):r}function Yt(o){return Math.
min(Math.max(o,0),12)}function Ae(o,t,e){let n=t!==null&&t>0&&Number.isFinite(t),r=n?" ± ":"",s=Zt(o),i=ft(s?0:o);if(s||
i>=9||o!==0&&i<-4)return`${s??Y(o,7)}${n?r+Y(t,3):""}`;let a=e&&Number.isInteger(o),l=n?Math.max(2-ft(t),0):a?0:6-i,h=Yt(
Math.min(6-i,l)),c=ut(o,a?0:h);if(!n)return c;let u=t<10**-h;return c+r+(u?Y(t,3):ut(t,a?Yt(l):h))}function Te(o){return Zt(
o)??ut(o,Math.abs(o)>=99.95?0:Math.abs(o)>=9.995?1:2)}function Z(o,t=Math.abs(o)){if(!Number.isFinite(o)||!(t>0))return Y(
o,4);let e=2-ft(t),n=e>12?o:Number(o.toFixed(Math.max(e,0)));return Y(n,Math.max(3,ft(n)+1+Math.max(e,0)))}function pn(o){
return`${ut(o,Yt(1-ft(o)))}×`}function yn(o){let{store:t,session:{style:e}}=o,n=b("canvas",{class:"iv-ramp",attrs:{width:256,height:1,"aria-hidden":"t\
rue"}}),[r,s,i]=[b("span"),b("span"),b("span")],a=b("div",{class:"iv-colorbar"},n,b("div",{class:"iv-ends"},r,s,i)),l=V(
()=>{let{shading:h}=e,c=I(t)?.unit??"",u=n.getContext("2d");if(!u)return;let f=u.createImageData(256,1);new Uint32Array(
f.data.buffer).set(e.bar()),u.putImageData(f,0,0);let m=h.high-h.low;C(r,Z(h.low,m)),C(s,Z(h.low+h.thresholds[127]*m,m)),
C(i,`${Z(h.high,m)} ${c}`.trimEnd())});return o.onClose(l.cancel),o.onClose(e.onChange(l.ask)),o.watch(["image_info"],l.
ask),a}var Qo=["Escape","Tab","?"],Jo=["Shift","Control","Alt","Meta"];function gn({store:o,session:t,probe:e},n){let{keys:r,others:s}=o.
get("listening"),{key:i,code:a,shiftKey:l,repeat:h}=n,c=r.includes(i);if(!c&&(!s||Jo.includes(i)))return!1;let{x:u=null,
y:f=null}=e.place()??{};return h||t.channel.tell({kind:"key",x:u,y:f,key:i,code:a,shift:l}),Qo.includes(i)||!c&&s==="hea\
r"?!1:(n.preventDefault(),n.stopPropagation(),!0)}function bn(o){let{stage:t,painter:e,store:n,session:r,signal:s}=o,i=null;
t.addEventListener("pointerdown",l=>{i=l.target===e.canvas?l:null},{signal:s}),t.addEventListener("pointerup",l=>{let h=i;
if(i=null,!h||h.pointerId!==l.pointerId||!n.get("listening").clicks||Math.hypot(l.clientX-h.clientX,l.clientY-h.clientY)>=
3)return;let c=["left","middle","right"][h.button],u=t.getBoundingClientRect(),f=e.viewport.toImage(h.clientX-u.left,h.clientY-
u.top),m=["shift","ctrl","alt","meta"].filter(d=>h[`${d}Key`]);c&&r.channel.tell({kind:"click",...f,button:c,modifiers:m})},
{signal:s});let a=0;o.watch(["listening"],()=>{let{call:l}=n.get("listening");l!==a&&(a=l,l&&(t.focus({preventScroll:!0}),
r.channel.tell({kind:"here",call:l})))})}var xn="rgba(0, 0, 0, 0.7)",wn="#ffffff";function mt(o,t,e=1.5,n=wn,r=2.5){o.lineJoin=o.lineCap="round",o.strokeStyle=xn,
o.lineWidth=e+r,o.stroke(t),o.strokeStyle=n,o.lineWidth=e,o.stroke(t)}function dt(o,t,e,n,r=wn){o.lineJoin="round",o.strokeStyle=
xn,o.lineWidth=3,o.strokeText(t,e,n),o.fillStyle=r,o.fillText(t,e,n)}var tr=[1,2,5],er=[1,2,5,10,20,30];function vn(o,t){if(!(o>0)||!Number.isFinite(o))return null;let e=132*o,[n,r]=t?or(e):
nr(e);return{length:n/o,label:r}}function Ce(o){let t=10**Math.floor(Math.log10(o));return Math.max(...tr.filter(e=>e*t<=
o*(1+1e-9)))*t}function nr(o){let t=Ce(o);return[t,`${Number(t.toPrecision(1))} px`]}function or(o){if(o<1){let r=Ce(o);
return[r,`${Number(r.toPrecision(1))}″`]}if(o>=3600){let r=Ce(o/3600);return[r*3600,`${Number(r.toPrecision(1))}°`]}let[
t,e]=o>=60?[60,"′"]:[1,"″"],n=Math.max(...er.filter(r=>r*t<=o));return[n*t,`${n}${e}`]}var Mn=28,rr=170,sr="rgba(150, 215, 255, 0.6)",ir="#d9f2ff",ar=kn([1,2,5,10,20,30].flatMap(o=>[o/3600,o/60]),[1,2,5,10,15,
30]),lr=kn([1,2,5,10,20,30].flatMap(o=>[o/240,o/4]),[15,30,45]);function kn(o,t){return[...[.001,.01,.1].flatMap(n=>[1,2,
5].map(r=>r*n*Math.min(...o))),...o,...t].sort((n,r)=>n-r)}function Sn(o,t,e){let{width:n,height:r}=e,s=ur(t,e),i=new Path2D,
a=[];for(let[h,c,u,f]of[[s.ra,lr,dr,["top","bottom","left","right"]],[s.dec,ar,pr,["left","right","top","bottom"]]])for(let{
level:m,label:d}of fr(h,c,Math.hypot(n,r)/rr,u))a.push({text:d,ends:mr(i,s,h,m,n,r),sides:f});mt(o,i,1,sr,1.2),o.textAlign=
"left",o.textBaseline="alphabetic";let l=[[0,0,60,30],[0,r-84,250,r],[n-172,r-132,n,r]];for(let{text:h,ends:c,sides:u}of a){
let f=o.measureText(h).width,m=u.flatMap(d=>c.map(y=>cr(y,d,f,n,r))).find(d=>d&&l.every(y=>hr(d,y)));m&&(l.push(m),dt(o,
h,m[0],m[3]-3,ir))}}function cr({x:o,y:t},e,n,r,s){if({top:t,bottom:s-t,left:o,right:r-o}[e]>1)return null;let[a,l]={top:[
o+5,9],bottom:[o+5,s-22],left:[8,t-18],right:[r-n-8,t-18]}[e];return a<4||l<4||a+n>r-4||l+16>s-4?null:[a,l,a+n,l+16]}function hr(o,t){
return o[2]+8<t[0]||t[2]+8<o[0]||o[3]<t[1]||t[3]<o[1]}function ur(o,t){let e=Math.max(2,Math.ceil(t.width/Mn)),n=Math.max(
2,Math.ceil(t.height/Mn)),r=new Float64Array((e+1)*(n+1)).fill(NaN),s=new Float64Array(r.length).fill(NaN),i=o.radec(t.center.
x,t.center.y)?.ra??0;for(let a=0;a<=n;a++)for(let l=0;l<=e;l++){let{x:h,y:c}=t.toImage(t.width*l/e,t.height*a/n),u=o.radec(
h,c);u&&(r[a*(e+1)+l]=i+(u.ra-i+540)%360-180,s[a*(e+1)+l]=u.dec)}return{nx:e,ny:n,ra:r,dec:s}}function fr(o,t,e,n){let r=o.
filter(Number.isFinite);if(!r.length)return[];let s=r.reduce((h,c)=>Math.min(h,c)),i=r.reduce((h,c)=>Math.max(h,c)),a=t.
find(h=>(i-s)/h<=e)??t[t.length-1],l=[];for(let h=Math.ceil(s/a);h*a<=i;h++)l.push({level:h*a,label:n(h*a,a)});return l}
function mr(o,t,e,n,r,s){let{nx:i,ny:a}=t,l=[],h=(c,u,f,m)=>{let d=e[u*(i+1)+c]-n,y=e[(u+m)*(i+1)+c+f]-n;if(d<0==y<0||Math.
abs(d-y)>170)return null;let p=d/(d-y);return{x:(c+f*p)*r/i,y:(u+m*p)*s/a}};for(let c=0;c<a;c++)for(let u=0;u<i;u++){let f=[
h(u,c,1,0),h(u,c+1,1,0),h(u,c,0,1),h(u+1,c,0,1)].filter(m=>m!==null);if(!(f.length<2)){o.moveTo(f[0].x,f[0].y),o.lineTo(
f[1].x,f[1].y);for(let m of f){let{x:d,y}=m;(d<1||y<1||d>r-1||y>s-1)&&l.push(m)}}}return l}function dr(o,t){let e=t*240,
n=Ut(o,e<1?Math.ceil(-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,5):n}function pr(o,t){let e=t*3600,n=$t(o,e<1?Math.ceil(
-Math.log10(e)-1e-9):0);return e>=60?n.slice(0,6):n}var yr=4,gr=16,rt=12,pt=34;function En(o){let{painter:t,probe:e,session:n,store:r,root:s}=o,{viewport:i}=t,a=b("canvas",
{class:"iv-furniture",attrs:{"aria-hidden":"true"}}),l="",h=()=>{c.cancel();let{width:u,height:f}=i,m=at(a,u,f,i.dpr);if(!m)
return;m.clearRect(0,0,u,f);let d=I(r);if(s.dataset.zoom=String(i.zoom),!d||u<60||f<60)return;l||=`12px ${getComputedStyle(
s).fontFamily}`,m.font=l,i.zoom>=gr&&br(m,i),r.get("show_grid")&&n.sky.known&&Sn(m,n.sky,i),e.at&&xr(m,i,e.at,e.pinned),
m.textBaseline="alphabetic",m.textAlign="left",dt(m,pn(i.zoom),rt,rt+10);let y=f>150?wr(m,o):0;vr(m,o,y)},c=V(h);return o.
onClose(t.onFrame(h)),o.onClose(e.onChange(c.ask)),o.onClose(c.cancel),o.watch(["show_grid","image_info","sky_grid"],c.ask),
a}function br(o,t){let{width:e,height:n,dpr:r}=t,[s,i]=t.box.shape,[a,l]=t.box.start,h=t.toImage(0,n),c=t.toImage(e,0),[
u,f]=[Math.max(h.x,l-.5),Math.min(c.x,l+i-.5)],[m,d]=[Math.max(h.y,a-.5),Math.min(c.y,a+s-.5)],y=t.toScreen(u,d),p=t.toScreen(
f,m),x=g=>(Math.round(g*r)+.5)/r,M=new Path2D;for(let g=Math.ceil(u-.5)+.5;g<=f;g++){let w=x(t.toScreen(g,0).sx);M.moveTo(
w,y.sy),M.lineTo(w,p.sy)}for(let g=Math.ceil(m-.5)+.5;g<=d;g++){let w=x(t.toScreen(0,g).sy);M.moveTo(y.sx,w),M.lineTo(p.
sx,w)}o.lineWidth=1/r,o.strokeStyle="rgba(128, 128, 128, 0.4)",o.stroke(M)}function xr(o,t,e,n){let[r,s]=[Math.round(e.x),
Math.round(e.y)],[i,a]=t.box.shape,[l,h]=t.box.start;if(r<h||s<l||r>=h+a||s>=l+i)return;let c=t.toScreen(r-.5,s+.5),u=t.
toScreen(r+.5,s-.5),f=new Path2D;if(t.zoom>=yr&&f.rect(c.sx,c.sy,u.sx-c.sx,u.sy-c.sy),n){let[d,y]=[(c.sx+u.sx)/2,(c.sy+u.
sy)/2],p=Math.max((u.sx-c.sx)/2,0)+4;for(let[x,M]of[[1,0],[-1,0],[0,1],[0,-1]])f.moveTo(d+x*p,y+M*p),f.lineTo(d+x*(p+12),
y+M*(p+12))}mt(o,f,1.25)}function wr(o,t){let{viewport:e}=t.painter,n=t.session.sky.compass(e.center.x,e.center.y);if(!n||
!Number.isFinite(n.north.x+n.east.x))return 0;let r=[n.north,n.east].map(({x:m,y:d})=>({x:m*pt,y:-d*pt})),s=r.map(({x:m,
y:d})=>({x:m*(1+11/pt),y:d*(1+11/pt)})),i=m=>[Math.min(0,...m),Math.max(0,...m)],[a,l]=i(s.flatMap(({x:m})=>[m-5,m+5])),
[,h]=i(s.flatMap(({y:m})=>[m-5,m+5])),c=rt-a,u=e.height-rt-h,f=new Path2D;for(let{x:m,y:d}of r){f.moveTo(c,u),f.lineTo(c+
m,u+d);let[y,p]=[m/pt,d/pt];for(let x of[1,-1])f.moveTo(c+m,u+d),f.lineTo(c+m-6*y+x*3.5*p,u+d-6*p-x*3.5*y)}return mt(o,f),
o.textAlign="center",o.textBaseline="middle",["N","E"].forEach((m,d)=>dt(o,m,c+s[d].x,u+s[d].y)),l-a+18}function vr(o,t,e){
let{viewport:n}=t.painter,r=Mr(t),s=vn((r??1)/n.zoom,r!==null);if(!s)return;let i=rt+e,a=n.height-rt-1;if(i+s.length>n.width-
rt)return;let l=new Path2D;l.moveTo(i,a-4),l.lineTo(i,a+1),l.moveTo(i,a-1.5),l.lineTo(i+s.length,a-1.5),l.moveTo(i+s.length,
a-4),l.lineTo(i+s.length,a+1),mt(o,l),o.textAlign="center",o.textBaseline="alphabetic",dt(o,s.label,i+s.length/2,a-9)}function Mr(o){
let{x:t,y:e}=o.painter.viewport.center,n=o.session.sky.radec(t-5,e),r=o.session.sky.radec(t+5,e);if(!n||!r)return null;let s=Math.
PI/180,i=(r.dec-n.dec)*s/2,a=(r.ra-n.ra)*s/2,l=Math.sin(i)**2+Math.cos(n.dec*s)*Math.cos(r.dec*s)*Math.sin(a)**2;return 2*
Math.asin(Math.sqrt(l))*3600/s/10}var Le={visible:!1,color:"#ffffff",opacity:.5,outline:!1},An=new WeakMap;function z(o){let t=An.get(o);return t||(t=new Ie(
o),An.set(o,t)),t}var Ie=class{constructor(t){this.store=t;this.expressions=new Pe(t)}store;before=null;hidden=null;hiddenExpressions=null;expressions;get infos(){
return this.store.get("mask_planes")}get listed(){return[...this.infos].sort((t,e)=>+(t.count===0)-+(e.count===0))}get shown(){
return this.infos.map(t=>t.name).filter(t=>this.state(t).visible)}state(t){let e=this.store.get("planes");return Object.
hasOwn(e,t)?e[t]??Le:Le}set(t,e){this.apply(new Map([[t,e]]))}show(t,e){this.before=null,this.apply(new Map([...t].map(n=>[
n,{visible:e}])))}toggle(t){this.show([t],!this.state(t).visible)}isSolo(t){let e=this.shown;return this.before!==null&&
e.length===1&&e[0]===t}solo(t){if(this.isSolo(t)){let n=this.before??new Set;this.before=null,this.only(n);return}this.before!==
null&&this.shown.length===1||(this.before=new Set(this.shown)),this.only(new Set([t]))}step(t){let e=this.listed.filter(
a=>a.count!==0).map(a=>a.name);if(!e.length)return;let n=e.findIndex(a=>this.isSolo(a)),r=e[n],s=t>0?0:e.length-1,i=e[r===
void 0?s:n+t];i!==void 0?this.solo(i):r!==void 0&&this.solo(r)}toggleAll(){let{shown:t,expressions:e}=this,n=e.all.filter(
({visible:r})=>r).map(({name:r})=>r);t.length||n.length?(this.hidden=new Set(t),this.hiddenExpressions=new Set(n),this.show(
t,!1),e.show(this.hiddenExpressions,!1)):(this.show(this.hidden??new Set(this.infos.map(r=>r.name)),!0),e.show(this.hiddenExpressions??
new Set(e.all.map(({name:r})=>r)),!0))}only(t){this.apply(new Map(this.infos.map(({name:e})=>[e,{visible:t.has(e)}])))}apply(t){
let e={...this.store.get("planes")};for(let[n,r]of t)Object.defineProperty(e,n,{value:{...this.state(n),...r},enumerable:!0,
configurable:!0,writable:!0});this.store.set("planes",e)}},Pe=class{constructor(t){this.store=t}store;get all(){return this.
store.get("mask_expressions").filter(({removed:t})=>!t)}state(t){return this.all.find(e=>e.name===t)??Le}set(t,e){this.apply(
new Set([t]),e)}show(t,e){this.apply(t,{visible:e})}apply(t,e){let n=this.store.get("mask_expressions").map(r=>t.has(r.name)?
{...r,...e}:r);this.store.set("mask_expressions",n)}};var kr=.12;function Sr(o,t){if(!t)return;let e={ArrowLeft:1,ArrowRight:-1}[t.key]??0,n={ArrowUp:1,ArrowDown:-1}[t.key]??
0;if(t.shiftKey&&o.probe.pinned){o.probe.nudge(-e,n);return}let{viewport:r}=o.painter,s=kr*Math.min(r.width,r.height)*(t.
shiftKey?5:1);r.panBy(e*s,n*s)}function Tn(o,t){let{viewport:e}=o.painter;e.zoomAbout(t,e.width/2,e.height/2)}function Re(o,t,e){
let n=o.indexOf(t);return o[(n+(e?o.length-1:1))%o.length]}function kt(o,t){let e=o.store.get("cuts_table")[t];e&&(o.store.
set("cuts",e),o.store.set("cuts_mode",t))}function yt(o,t,e){!(e>t)||!Number.isFinite(t)||!Number.isFinite(e)||(o.store.
set("cuts",[t,e]),o.store.set("cuts_mode","explicit"))}var St=[{id:"zoom-in",label:"Zoom in",keys:["+","="],group:"View",
run:o=>Tn(o,Math.SQRT2)},{id:"zoom-out",label:"Zoom out",keys:["-","_"],group:"View",run:o=>Tn(o,Math.SQRT1_2)},{id:"pan",
label:"Pan; with Shift further",group:"View",keys:["ArrowLeft","ArrowUp","ArrowDown","ArrowRight"],run:Sr},{id:"home",label:"\
Back to the first view",keys:["h"],group:"View",icon:"home",run:o=>o.painter.viewport.home()},{id:"fit",label:"Fit the w\
hole image",keys:["f","0"],group:"View",text:"fit",run:o=>o.painter.viewport.fit()},{id:"one",label:"One image pixel a s\
creen pixel",keys:["1"],group:"View",text:"1:1",run:o=>o.painter.viewport.oneToOne()},{id:"grid",label:"Sky coordinate g\
rid",keys:["g"],group:"View",icon:"grid",run:({store:o})=>{o.get("image_info").has_sky&&o.set("show_grid",!o.get("show_g\
rid"))}},{id:"component",label:"Next of image, variance, S/N, …; with Shift the previous",keys:["v","V"],group:"Displa\
y",run:({store:o},t)=>{let e=Re(o.get("image_info").components??[],o.get("component"),t?.shiftKey??!1);e&&o.set("compone\
nt",e)}},{id:"stretch",label:"Next stretch; with Shift the previous",keys:["s","S"],group:"Display",run:({store:o},t)=>{
let e=Re(o.get("stretch_names"),o.get("stretch"),t?.shiftKey??!1);e&&o.set("stretch",e)}},{id:"cuts",label:"Next cuts; w\
ith Shift the previous",keys:["c","C"],group:"Display",run:(o,t)=>{let{store:e}=o,n=Object.keys(e.get("cuts_table")),r=Re(
n,e.get("cuts_mode"),t?.shiftKey??!1);r&&kt(o,r)}},{id:"invert",label:"Invert the map",keys:["i"],group:"Display",run:({
store:o})=>{W(o)||o.set("inverted",!o.get("inverted"))}},{id:"reset",label:"Reset contrast and bias",keys:["r"],group:"D\
isplay",run:({store:o})=>{o.set("contrast",1),o.set("bias",.5)}},{id:"masks",label:"Hide all planes; again shows them",keys:[
"m"],group:"Mask planes",run:({store:o})=>z(o).toggleAll()},{id:"previous-plane",label:"Previous plane alone",keys:["["],
group:"Mask planes",run:({store:o})=>z(o).step(-1)},{id:"next-plane",label:"Next plane alone",keys:["]"],group:"Mask pla\
nes",run:({store:o})=>z(o).step(1)},{id:"filter",label:"Find a plane by name",keys:["/"],group:"Mask planes",run:o=>{o.showPanel(
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
Viewer",icon:"help",run:o=>o.toggleHelp()}],Oe=new Map;for(let o of St)for(let t of o.keys)Oe.set(t,o);function Cn(o){return Oe.
get(o)??Oe.get(o.toLowerCase())}function st(o){let t=St.find(e=>e.id===o);if(!t)throw new Error(`no action ${o}`);return t}
var Er={ArrowLeft:"←",ArrowUp:"↑",ArrowDown:"↓",ArrowRight:"→","-":"−",Escape:"Esc","Shift+Arrows":"Shift ←↑↓→"};
function B(o){return Er[o]??(o.length===1?o.toUpperCase():o)}function Ln(o){return`${o.label} (${B(o.keys[0]??"")})`}function In(o,t,e,n){
let{width:r,height:s}=o.painter.viewport;o.store.set("bias",q(t.bias+e/Math.max(r,1),0,1)),o.store.set("contrast",q(t.contrast*
Math.exp(-3*n/Math.max(s,1)),.05,20))}var Pn="http://www.w3.org/2000/svg",Ar={home:"M2.5 7.8 8 3l5.5 4.8M4 6.8V13h3V9.8h2V13h3V6.8",grid:"M8 2a6 6 0 1 0 0 12A\
6 6 0 0 0 8 2ZM2 8h12M8 2c-3.4 3.4-3.4 8.6 0 12M8 2c3.4 3.4 3.4 8.6 0 12",box:"M2.5 3.5h3M8 3.5h1.5M12 3.5h1.5v2M13.5 8v\
2M13.5 12.5h-2M9 12.5H7M4.5 12.5h-2v-2M2.5 8V6",lasso:"M8 2.8c-3.2 0-5.8 1.7-5.8 3.9S4.8 10.5 8 10.5s5.8-1.7 5.8-3.8S11.\
2 2.8 8 2.8ZM4.6 9.7c-1.3 1.2-.2 2.2.7 1.7M5 11.4c.2 1-.3 1.8-1.2 2.4",panel:"M2.5 3h11v10h-11ZM9.5 3v10M11.2 6h.8M11.2 \
8h.8",help:"M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",more:"M3.5 8h.01M8 8h.01M12.5 8h.01",caret:"m4\
.5 6.5 3.5 3.5 3.5-3.5",check:"m3.5 8.5 3 3 6-7",close:"m4 4 8 8M12 4l-8 8",eye:"M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.\
2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",eyeOff:"M2 8.2c1.6 2.2 3.7 3.3 6 3.3s4.4-1.1 6-3.3\
M4.2 10.3l-1 1.6M8 11.5v1.9M11.8 10.3l1 1.6",warning:"M8 2.5 14.5 13.5h-13ZM8 6.5V10M8 11.9v.1"};function D(o){let t=document.
createElementNS(Pn,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("class","iv-icon"),t.setAttribute("aria-h\
idden","true");let e=document.createElementNS(Pn,"path");return e.setAttribute("d",Ar[o]),t.append(e),t}var Tr=[["wheel, pinch","Zoom about the pointer"],["drag","Pan"],["right or Shift drag","Contrast and bias"],["double cl\
ick","Centre there"],["click, Shift click","Select a source, add or drop one"],["Ctrl drag, Alt drag","Select in a box, \
with a lasso"],["Alt click on an eye","This plane alone"],["double click histogram","Cuts by zscale"]];function On(o){let t=b(
"button",{class:"iv-button iv-plain",title:"Close (Esc)",attrs:{type:"button","aria-label":"Close the help"},on:{click:()=>s(
!1)}},D("close")),e=[...new Set(St.map(i=>i.group))].map(i=>Rn(i,St.filter(a=>a.group===i).map(a=>[Cr(a.keys),a.label]))),
n=Rn("Mouse",Tr.map(([i,a])=>[[i],a])),r=b("div",{class:"iv-help",attrs:{role:"dialog","aria-label":"Keyboard and mouse",
hidden:!0},on:{keydown:i=>{i.key!=="Escape"&&i.key!=="?"||(i.preventDefault(),i.stopPropagation(),s(!1))},wheel:i=>i.stopPropagation()}},
b("div",{class:"iv-help-card"},b("div",{class:"iv-section-title"},b("b",{},"Keyboard and mouse"),b("span",{class:"iv-spr\
ing"}),t),b("div",{class:"iv-help-columns"},...e,n))),s=i=>{r.hidden=!i,(i?t:o.stage).focus()};return{node:r,toggle:()=>s(
r.hidden)}}function Cr(o){let t=o.filter(e=>e.startsWith("Arrow"));return t.length?[t.map(B).join("")]:o.filter(e=>e!=="\
="&&e!=="_"&&!/^[A-Z]$/.test(e)).map(B)}function Rn(o,t){return b("section",{},b("h3",{},o),b("dl",{},...t.flatMap(([e,n])=>[
b("dt",{},...e.map(r=>b("kbd",{},r))),b("dd",{},n)])))}var Xt=38,Vn={low:.16,high:.22};function Fn(o){let{store:t}=o,e=b("canvas",{attrs:{"aria-hidden":"true"}}),n=["low","hig\
h"].map(p=>h(p)),r=["red","green","blue"].map(p=>b("span",{class:"iv-here",attrs:{hidden:!0,"data-channel":p}})),s=b("sp\
an",{class:"iv-span",title:"Drag: both cuts"}),i=b("div",{class:"iv-histogram",title:"Drag the cuts; double click: zscal\
e",on:{dblclick:()=>kt(o,"zscale")}},e,s,...r,...n),a={from:0,to:1},l=!1;function h(p){return b("div",{class:"iv-handle",
title:`${p==="low"?"Low":"High"} cut: drag, or arrow keys`,attrs:{role:"slider",tabindex:0,"aria-label":`${p} cut`,"data\
-end":p},on:{pointerdown:x=>u(x,p),keydown:x=>{let M={ArrowLeft:-1,ArrowRight:1}[x.key];if(!M||x.ctrlKey||x.metaKey)return;
x.preventDefault();let g=M*(x.shiftKey?10:1)*(a.to-a.from)/200;c(t.get("cuts"),p==="low"?g:0,p==="high"?g:0)}}})}function c(p,x,M){
let g=(a.to-a.from)/500,[w,v]=[p[0]+x,p[1]+M];x&&!M?yt(o,Math.min(w,v-g),v):M&&!x?yt(o,w,Math.max(v,w+g)):yt(o,w,v)}function u(p,x){
if(p.button!==0)return;let M=p.currentTarget;l=!0;let g=[...t.get("cuts")],w=(a.to-a.from)/Math.max(e.clientWidth,1),v=0,
k=V(()=>{let E=v*w;v&&c(g,x==="high"?0:E,x==="low"?0:E)});J(p,M,E=>{v=E,k.ask()},()=>{l=!1,m.ask()})}s.addEventListener(
"pointerdown",p=>u(p,"both"));let f=p=>q((p-a.from)/(a.to-a.from),0,1)*100,m=V(()=>{let p=i.clientWidth,{low:x,high:M,counts:g}=t.
get("histogram"),w=t.get("cuts");i.hidden=!g?.length,!(!p||x===void 0||M===void 0||!g?.length)&&(l||(a=Ir(a,w,x,M)),Lr(e,
Pr(g,x,M,a,Math.round(p/2)),p),n.forEach((v,k)=>{v.style.left=`${f(w[k])}%`,S(v,"aria-valuenow",String(w[k])),S(v,"aria-\
valuetext",Z(w[k])),S(v,"aria-valuemin",String(a.from)),S(v,"aria-valuemax",String(a.to))}),s.style.left=`${f(w[0])}%`,s.
style.right=`${100-f(w[1])}%`,d())}),d=()=>{let{reading:p}=o.probe,x=p?.inside?p.values:[];S(i,"data-color",x.length>1),
r.forEach((M,g)=>{M.hidden=!Number.isFinite(x[g]),M.hidden||(M.style.left=`${f(x[g])}%`)})};o.onClose(m.cancel),o.onClose(
o.probe.onChange(d)),o.watch(["histogram","cuts"],m.ask),o.root.addEventListener("iv-theme",m.ask,{signal:o.signal});let y=new ResizeObserver(
m.ask);return y.observe(i),o.onClose(()=>y.disconnect()),i}function Lr(o,t,e){let n=at(o,e,Xt);if(!n)return;n.clearRect(
0,0,e,Xt),n.fillStyle=getComputedStyle(o).color;let r=Math.log1p(Math.max(...t,1));t.forEach((s,i)=>{let a=Math.max((Xt-
2)*(Math.log1p(s)/r),1);s>0&&n.fillRect(2*i,Xt-a,1.6,a)})}function Ir(o,t,e,n){let r=o.to-o.from,[s,i]=[(t[0]-o.from)/r,
(t[1]-o.from)/r],a=Math.max(n,t[1])-Math.min(e,t[0]);if(s>=.02&&i<=.98&&i-s>.35&&r<=1.5*a)return o;let l=t[1]-t[0];return{
from:t[0]-Vn.low*l,to:t[1]+Vn.high*l}}function Pr(o,t,e,n,r){let s=(e-t)/o.length,i=(n.to-n.from)/r,a=new Float64Array(o.
length+1);o.forEach((h,c)=>a[c+1]=a[c]+h);let l=h=>{let c=q((h-t)/s,0,o.length),u=Math.min(Math.floor(c),o.length-1);return a[u]+
(c-u)*o[u]};return Array.from({length:r},(h,c)=>{let u=n.from+c*i;return l(u+i)-l(u)})}function Dn(o){let{root:t,signal:e}=o;t.addEventListener("focusin",n=>{n.target.setAttribute("data-lm-suppress-shortcuts",
"true")},{signal:e}),t.addEventListener("keydown",n=>{if(n.defaultPrevented||n.ctrlKey||n.metaKey||n.altKey||n.target.closest(
"input, .iv-popup")||gn(o,n))return;if(n.key==="Escape"){o.probe.pinned?o.probe.togglePin():o.picker.escape(),o.stage.focus();
return}let s=Cn(n.key);s&&(n.preventDefault(),n.stopPropagation(),s.run(o,n))},{signal:e})}var Rr=["#ff4136","#ff851b","#ffdc00","#2ee65c","#39cccc","#5b8cff","#b06cff","#ff3df2","#ffa6c9","#8fd3ff","#c7b26b","#\
ffffff"];function Ve(o,t,e,...n){let r=b("input",{class:"iv-picker",title:"Any colour",attrs:{type:"color",value:t,"aria\
-label":"Colour"},on:{input:()=>i(r.value)}}),s=b("input",{class:"iv-input",title:"Colour as #rrggbb",attrs:{type:"text",
value:t,"aria-label":"Colour as #rrggbb",spellcheck:"false",maxlength:7},on:{input:()=>{let l=/^#[0-9a-f]{6}$/i.test(s.value);
S(s,"aria-invalid",l?null:"true"),l&&i(s.value.toLowerCase())}}}),i=l=>{r.value=l,s.value.toLowerCase()!==l&&(s.value=l),
S(s,"aria-invalid",null),e(l)},a=b("div",{class:"iv-offered"},...Rr.map(l=>{let h=b("button",{title:l,attrs:{type:"butto\
n","aria-label":`Colour ${l}`},on:{click:()=>i(l)}});return h.style.background=l,h}));return b("div",{class:"iv-plane-fo\
rm"},b("div",{class:"iv-form-title"},o),a,b("div",{class:"iv-form-row"},r,s),...n)}function Qt(o,t){let e=o.state(t),n=[
["fill",!1],["outline",!0]].map(([s,i])=>{let a=b("button",{class:"iv-button",attrs:{type:"button","aria-pressed":String(
e.outline===i)},on:{click:()=>{o.set(t,{outline:i});for(let l of n)S(l,"aria-pressed",String(l===a))}}},s);return a}),r=b(
"div",{class:"iv-group iv-choice"},...n);return Ve(t,e.color,s=>o.set(t,{color:s}),r)}function gt(o,t,e,n,r=!1){let s=b("button",{class:"iv-eye",title:n?"Show or hide; with Alt this plane alone":"Show or hi\
de",attrs:{type:"button",role:"switch","aria-label":`Show ${o}`,"aria-description":t}},D("eye"),D("eyeOff")),i=b("button",
{class:"iv-swatch",title:n||r?"Colour, fill or outline":"Colour",attrs:{type:"button","aria-label":`Colour of ${o}`,"ari\
a-haspopup":"dialog"}},b("span",{})),a=n?[b("button",{class:"iv-solo",title:"This plane alone; again: as before (Alt-cli\
ck on the eye)",attrs:{type:"button",tabindex:-1,"aria-label":`Show ${o} alone`}},"solo")]:[],l=r?[b("button",{class:"iv\
-solo iv-remove",title:"Take this away (Delete)",attrs:{type:"button",tabindex:-1,"aria-label":`Remove ${o}`}},"remove")]:
[],h=b("span",{class:"iv-count"}),c=b("div",{class:"iv-opacity",attrs:{role:"slider","aria-label":`Opacity of ${o}`,"ari\
a-valuemin":0,"aria-valuemax":100}},b("span",{class:"iv-track"},b("span",{class:"iv-fill"})));return{node:b("div",{class:"\
iv-row",attrs:{role:"listitem",...e}},s,i,b("span",{class:"iv-name"},o),...a,...l,h,c),eye:s,swatch:i,count:h,bar:c,drawn:null}}
function bt(o,t){let{drawn:e}=o;if(e&&e.visible===t.visible&&e.color===t.color&&e.opacity===t.opacity&&e.hollow===t.hollow)
return;o.drawn=t,S(o.node,"data-shown",String(t.visible)),S(o.eye,"aria-checked",String(t.visible)),S(o.swatch,"data-out\
line",String(t.hollow)),o.node.style.setProperty("--iv-plane",t.color),o.node.style.setProperty("--iv-opacity",`${t.opacity*
100}%`);let n=Math.round(t.opacity*100);o.bar.title=`Opacity ${n} %: drag`,S(o.bar,"aria-valuenow",String(n))}function Jt(o,{
name:t,description:e,count:n},r){C(o.count,n===null?"…":j(n)),S(o.node,"data-empty",String(n===0));let s=n&&r?` (${Y(100*
n/r,2)} %)`:"",i=n===null?"":`${j(n)} pixels${s}`,a=[t,e,i].filter(Boolean).join(`
`);o.node.title!==a&&(o.node.title=a)}var nt=class{constructor(t,e,n){this.actions=n;this.node=b("div",{class:"iv-rows",
attrs:{role:"list","aria-label":e},on:{click:r=>this.#n(t,r),pointerdown:r=>this.#o(r),keydown:r=>this.#r(r)}})}actions;node;#t=null;reachable(){
let t=this.actions.listed(),e=this.#t&&t.includes(this.#t)?this.#t:t[0];for(let n of t){let r=n===e?"0":"-1";for(let s of[
n.eye,n.swatch,n.bar])S(s,"tabindex",r)}}focus(t,e="eye"){t&&(this.#t=t,this.reachable(),t[e].focus())}#e(t){let e=t.target.
closest(".iv-row");return this.actions.listed().find(n=>n.node===e)}#n(t,e){let n=this.#e(e);if(!n)return;let{actions:r}=this;
this.#t=n,this.reachable(),et(e,".iv-swatch")?t.popup.form(n.swatch,`Colour of ${r.name(n)}`,r.form(n)):et(e,".iv-remove")?
r.remove?.(n):et(e,".iv-solo")||et(e,".iv-eye, .iv-name")&&e.altKey?r.solo?.(n):et(e,".iv-eye, .iv-name")&&r.toggle(n)}#o(t){
let e=this.#e(t);if(!e||!et(t,".iv-opacity")||t.button!==0)return;this.focus(e,"bar");let n=e.bar.getBoundingClientRect(),
r=(t.clientX-n.left)/n.width,s=V(()=>this.actions.setOpacity(e,_n(r)));s.ask(),J(t,e.bar,i=>{r=(t.clientX+i-n.left)/n.width,
s.ask()})}#r(t){let e=this.#e(t);if(!e||t.ctrlKey||t.metaKey)return;let{actions:n}=this,r=et(t,".iv-opacity")?"bar":et(t,
".iv-swatch")?"swatch":"eye",s=n.listed(),i=s.indexOf(e),a={ArrowRight:.05,ArrowLeft:-.05}[t.key];if(t.key==="ArrowDown")
this.focus(s[i+1],r);else if(t.key==="ArrowUp")i>0?this.focus(s[i-1],r):n.above?.();else if(r==="bar"&&a)n.setOpacity(e,
_n(n.opacity(e)+a));else if(t.key==="Delete"&&n.remove)this.focus(s[i+1]??s[i-1],r),n.remove(e);else if(r==="eye"&&t.altKey&&
(t.key==="Enter"||t.key===" "))n.solo?.(e);else return;t.preventDefault(),t.stopPropagation()}};function et(o,t){return o.
target.closest(t)!==null}function _n(o){return Math.round(q(o,0,1)*100)/100}function Nn(o){let{layers:t}=o.session,e=new Map,n=[],r=b("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"po\
lite"}}),s=new nt(o,"Layers",{listed:()=>n,toggle:({layer:a})=>t.toggle(a.key),form:({layer:a})=>Ve(a.name,a.color,l=>t.
set(a.key,{color:l})),name:({layer:a})=>a.name,opacity:({layer:a})=>a.opacity,setOpacity:({layer:a},l)=>t.set(a.key,{opacity:l})}),
i=b("section",{class:"iv-layers",attrs:{"aria-label":"Layers",hidden:!0}},b("div",{class:"iv-section-title"},b("b",{},"L\
ayers"),r),s.node);return o.watch(["layers","selection"],()=>{let a=n;if(n=[...t.all].reverse().map(c=>{let u=e.get(c.key);
return u||e.set(c.key,u={...gt(c.name,"",{"data-layer":c.name},!1),layer:c}),u.layer=c,u}),n.length!==a.length||n.some((c,u)=>c!==
a[u])){s.node.replaceChildren(...n.map(c=>c.node)),s.reachable();for(let[c,u]of e)n.includes(u)||e.delete(c)}for(let c of n)
Or(c);let l=n.filter(({layer:c})=>c.visible).length,h=o.session.selection.rows.length;C(r,`${h?`${j(h)} selected · `:""}${l}\
 of ${n.length} shown`),i.hidden=n.length===0}),i}function Or(o){let{name:t,kind:e,count:n,missing:r,color:s,opacity:i,visible:a}=o.
layer;C(o.count,j(n)+(r?` (−${j(r)})`:"")),S(o.node,"data-empty",String(n===0));let l=`${j(n)} ${e==="shapes"?"sources":
"outlines"}`,h=r?`${j(r)} without a place on the image`:"",c=o.layer.kind==="shapes"&&o.layer.symbol==="ellipse"?o.layer.
dots:0,u=c?`${j(c)} without an ellipse, drawn as dots`:"",f=[t,l,h,u].filter(Boolean).join(`
`);o.node.title!==f&&(o.node.title=f),S(o.swatch,"data-round",e==="shapes"),bt(o,{visible:a,color:s,opacity:i,hollow:!0})}function Un(o){let{store:t}=o,{expressions:e}=z(t),n=new Map,r=[],s=new nt(o,"Conditions on mask planes",{listed:()=>r,toggle:({
expression:a})=>e.set(a.name,{visible:!a.visible}),remove:({expression:a})=>e.set(a.name,{removed:!0}),form:({expression:a})=>Qt(
e,a.name),name:({expression:a})=>a.name,opacity:({expression:a})=>a.opacity,setOpacity:({expression:a},l)=>e.set(a.name,
{opacity:l})}),i=b("div",{class:"iv-expressions",attrs:{hidden:!0}},s.node);return o.watch(["mask_expressions","image_in\
fo"],()=>{let a=r;if(r=e.all.map(l=>{let{name:h,expression:c}=l,u=`${h}\0${c}`,f=n.get(u);return f||n.set(u,f={...gt(h,c,
{"data-expression":h},!1,!0),expression:l}),f.expression=l,f}),r.length!==a.length||r.some((l,h)=>l!==a[h])){s.node.replaceChildren(
...r.map(l=>l.node)),s.reachable();for(let[l,h]of n)r.includes(h)||n.delete(l)}for(let l of r){let{name:h,expression:c,count:u,
visible:f,color:m,opacity:d,outline:y}=l.expression;Jt(l,{name:h,description:c===h?"":c,count:u},Ot(t)),bt(l,{visible:f,
color:m,opacity:d,hollow:y})}i.hidden=r.length===0}),i}function $n(o){let{store:t}=o,e=z(t),n=new Map,r=[],s=b("span",{class:"iv-muted iv-count-shown",attrs:{"aria-live":"poli\
te"}}),i=(p,x,M)=>b("button",{class:"iv-link",title:M,attrs:{type:"button"},on:{click:()=>e.show(u().map(g=>g.info.name),
x)}},p),a=b("input",{class:"iv-filter iv-input",title:"Show only planes with these letters in their names (/)",attrs:{type:"\
search",placeholder:"filter…","aria-label":"Filter the planes by name",spellcheck:"false"},on:{input:()=>f(),keydown:p=>{
p.key==="Escape"&&a.value?(p.stopPropagation(),a.value="",f()):p.key==="ArrowDown"&&(p.preventDefault(),l.focus(u()[0]))}}}),
l=new nt(o,"Mask planes",{listed:()=>u(),toggle:({info:p})=>e.toggle(p.name),solo:({info:p})=>e.solo(p.name),form:({info:p})=>Qt(
e,p.name),name:({info:p})=>p.name,opacity:({info:p})=>e.state(p.name).opacity,setOpacity:({info:p},x)=>e.set(p.name,{opacity:x}),
above:()=>a.focus()}),h=b("p",{class:"iv-quiet",attrs:{hidden:!0}}),c=b("section",{class:"iv-legend",attrs:{"aria-label":"\
Mask planes"}},b("div",{class:"iv-section-title"},b("b",{},"Mask planes"),s,b("span",{class:"iv-spring"}),b("span",{class:"\
iv-muted"},i("all",!0,"Show all listed planes")," · ",i("none",!1,"Hide all listed planes"))),a,l.node,h,Un(o)),u=()=>r.
filter(p=>!p.node.hidden),f=()=>{let p=a.value.toLowerCase().split(/\s+/).filter(Boolean);for(let x of r){let M=x.info.name.
toLowerCase();x.node.hidden=!p.every(g=>M.includes(g))}h.hidden=u().length>0,C(h,r.length?"No plane has this in its name\
.":"This image has no mask."),l.reachable()},m=()=>{n.clear();for(let p of e.infos){let{name:x,description:M}=p;n.set(x,
{...gt(x,M,{"data-plane":x},!0),info:p})}},d="",y=()=>{let p=e.infos.map(w=>w.name+"\0"+w.description).join("");p!==d&&
(d=p,m());let x=r;r=e.listed.flatMap(w=>{let v=n.get(w.name);return v&&(v.info=w),v?[v]:[]}),(r.length!==x.length||r.some(
(w,v)=>w!==x[v]))&&(l.node.replaceChildren(...r.map(w=>w.node)),f());let M=0;for(let w of r){let v=e.state(w.info.name);
v.visible&&(M+=1),Jt(w,w.info,Ot(t)),bt(w,{...v,hollow:v.outline})}let g=r.length<100?" shown":"";C(s,r.length?`${M} of ${r.
length}${g}`:""),a.hidden=r.length===0};return o.watch(["mask_planes","planes","image_info"],y),f(),c}var Hn={width:150,height:110},Vr=250;function Kn(o){let{painter:t,store:e}=o,{viewport:n}=t,r=b("canvas",{attrs:{"aria-h\
idden":"true"}}),s=b("span",{class:"iv-visible"}),i=b("div",{class:"iv-navigator",title:"The whole image: drag to move",
attrs:{role:"img","aria-label":"The whole image, with a box about the part that is shown",hidden:!0},on:{pointerdown:y=>{
y.button===0&&(y.stopPropagation(),a(y),J(y,i,(p,x,M)=>a(M)))},dblclick:y=>y.stopPropagation()}},r,s),a=y=>{let p=I(e);if(!p)
return;let x=r.getBoundingClientRect(),[M,g]=p.shape,[w,v]=p.start;n.centerOn(v-.5+g*(y.clientX-x.left)/x.width,w-.5+M*(x.
bottom-y.clientY)/x.height)},l=V(()=>{let y=I(e),p=n.toImage(0,n.height),x=n.toImage(n.width,0);if(!y){i.hidden=!0;return}
let[M,g]=y.shape,[w,v]=y.start,[k,E]=[(p.x-v+.5)/g,(x.x-v+.5)/g],[A,L]=[(p.y-w+.5)/M,(x.y-w+.5)/M],N=n.width>=330&&n.height>=
230,T=k<=.001&&A<=.001&&E>=.999&&L>=.999;if(i.hidden=T||!N,i.hidden)return;let P=R=>`${Math.min(Math.max(R,0),1)*100}%`;
Object.assign(s.style,{left:P(k),right:P(1-E),bottom:P(A),top:P(1-L)}),h&&u()}),h=!0,c=0,u=()=>{c||(c=window.setTimeout(
()=>{c=0,!i.hidden&&h&&m()},f?Vr:0))},f=!1,m=()=>{let{dpr:y}=n,p=t.thumbnail(Hn.width*y,Hn.height*y);p&&(h=!1,f=!0,r.width=
p.width,r.height=p.height,r.style.width=`${p.width/y}px`,r.getContext("2d")?.drawImage(p,0,0))},d=()=>{h=!0,l.ask()};return o.
onClose(n.onChange(l.ask)),o.onClose(o.session.style.onChange(d)),o.onClose(t.onFrame(()=>{!f&&!i.hidden&&u(),l.ask()})),
o.watch(["image_info"],()=>{f=!1,d()}),o.onClose(()=>{l.cancel(),clearTimeout(c)}),i}var Fr=300;function zn(o){let{store:t}=o,e=b("span",{class:"iv-busy"}),n=b("div",{class:"iv-progress",attrs:{role:"progr\
essbar","aria-label":"Waiting for the kernel",hidden:!0}},b("i",{}),e),r=0,s=()=>{let i=!!t.local.get("waiting")||t.get(
"busy")!=="",a=!!t.local.get("stalled");C(e,t.get("busy")||(a?"The kernel does not answer. It may be busy: wait, or inte\
rrupt its cell; if it has stopped, restart it and run this cell again.":"")),!i&&!a?(clearTimeout(r),r=0,n.hidden=!0):r||=
window.setTimeout(()=>n.hidden=!1,Fr)};o.watch(["busy"],s);for(let i of["waiting","stalled"])o.onClose(t.local.on(i,s));
return o.onClose(()=>clearTimeout(r)),n}function Bn(o){let{store:t}=o,e=b("span",{class:"iv-error-text"}),n=b("button",{
class:"iv-button iv-plain",title:"Dismiss",attrs:{type:"button","aria-label":"Dismiss"},on:{click:()=>{t.set("error",""),
t.local.set("error","")}}},D("close")),r=b("div",{class:"iv-error",attrs:{role:"alert",hidden:!0}},D("warning"),e,n),s=()=>{
let i=t.get("error")||t.local.get("error")||"";C(e,i),r.hidden=i===""};return o.watch(["error"],s),o.onClose(t.local.on(
"error",s)),r}function Gn(o){let t=b("div",{class:"iv-nothing",attrs:{hidden:!0}},b("span",{},"No image yet."),b("code",
{},"viewer.load_image(image)"),b("span",{},"shows one."));return o.watch(["image_info"],()=>t.hidden=I(o.store)!==null),
t}var qn=128;function Wn(o){let{left:t,bottom:e}=o.device();return{col0:Math.floor(-t/256),col1:Math.ceil((o.width*o.dpr-t)/
256),row0:Math.floor((e-o.height*o.dpr)/256),row1:Math.ceil(e/256)}}function _r({col0:o,col1:t,row0:e,row1:n}){let r=[];
for(let i=e;i<n;i++)for(let a=o;a<t;a++)r.push([a,i]);let s=([i,a])=>Math.hypot(i+.5-(o+t)/2,a+.5-(e+n)/2);return r.sort(
(i,a)=>s(i)-s(a))}var Fe=class{constructor(t,e,n,r){this.id=t;this.col=e;this.row=n;this.owner=r}id;col;row;owner;bytes=0;ink=null;picture=null;colors=null;left=null;get done(){
return this.left?.length===0}pinned(){return this.owner.inView(this)}evict(){this.owner.drop(this)}};function jn(o,{codes:t},e){
let{width:n}=o,r=o.kind==="shapes"?[o.symbol,o.size,o.unit,o.scale,o.fill>0]:[];return r.push(t.colors?.key??0,t.sizes?.
key??0,t.shown?.key??0),[e.zoom,e.dpr,n,...r].join(" ")}var te=class{constructor(t,e,n,r){this.signature=t;this.placed=e;
this.#e=n,this.#n={...e.codes},this.#r=r.zoom*r.dpr,this.#s=r.dpr;let[s,i]=r.box.start;this.#o=[e.origin[0]-i+.5,e.origin[1]-
s+.5]}signature;placed;cost=0;#t=new Map;#e;#n;#o;#r;#s;#i={col0:0,col1:0,row0:0,row1:0};#a=new Uint32Array(0);#l=[];#c=0;#h="";inView({
col:t,row:e}){let{col0:n,col1:r,row0:s,row1:i}=this.#i;return t>=n&&t<r&&e>=s&&e<i}drop(t){this.#t.delete(t.id)}dispose(){
for(let t of this.#t.values())F.drop(t);this.#t.clear()}fill(t,e){this.#i=t;let n=performance.now(),r=!0,s=0;for(let[i,a]of _r(
t)){let l=this.#m(i,a);if(!l.done){if(r=s===0||performance.now()<e,r&&=this.#u(l,e),!r)break;s++}}return this.cost+=performance.
now()-n,r}paint(t,e,n){this.#f(n);let{left:r,bottom:s,scale:i}=e.device(),a=i/this.#r,l=256*a;t.globalAlpha=n.opacity,t.
imageSmoothingEnabled=a!==1;for(let h of this.#t.values()){if(!h.ink||!h.done)continue;let c=Math.round(r+h.col*l),u=Math.
round(r+(h.col+1)*l),f=Math.round(s-(h.row+1)*l),m=Math.round(s-h.row*l);u<=0||m<=0||c>=t.canvas.width||f>=t.canvas.height||
(F.touch(h),t.drawImage(this.#d(h,h.ink),c,f,u-c,m-f))}}#m(t,e){let n=`${t} ${e}`,r=this.#t.get(n);return r||this.#t.set(
n,r=new Fe(n,t,e,this)),r}#u(t,e){let{geometry:n}=this.placed,[r,s]=this.#o,i=this.#r;if(!t.left){let[h,c]=[t.col*256/i-
r,t.row*256/i-s],u={x0:h,y0:c,x1:h+256/i,y1:c+256/i};t.left=n.near(u,this.#e,i,this.#s,this.#n)}t.left.length&&(t.ink??=
new It(tt(this.#e.width,this.#s)));let{ink:a}=t,l={left:r*i-t.col*256,top:(t.row+1)*256-s*i,scale:i,dpr:this.#s};for(;a&&
t.left.length&&(n.draw(a,t.left.subarray(0,qn),l,this.#e,this.#n),t.left=t.left.subarray(qn),!(performance.now()>e)););return t.
left.length?!1:(t.left=new Uint32Array(0),a?.empty&&(t.ink=null),F.keep(t,t.ink?(t.ink.fills?8:6)*256*256:64),!0)}#f(t){
let e=t.kind==="shapes"?t.fill:0,n=`${t.color} ${e}`;this.#h!==n&&(this.#h=n,this.#c=e,this.#l=this.#n.colors?.table??Gt(
t.color),this.#a=tn(this.#l,t.width,this.#s))}#d(t,e){if(t.picture&&t.colors===this.#a)return t.picture;let n=new Uint32Array(
256*256);for(let i=0;i<n.length;i++)n[i]=this.#a[e.marks[i]];let{fills:r}=e,s=new Uint8ClampedArray(n.buffer);for(let i=0;r&&
i<n.length;i++){if(r[i]>255)continue;let a=s[4*i+3]/255,l=this.#c*(1-a),h=a+l;for(let c=0;c<3;c++){let u=4*i+c;s[u]=(s[u]*
a+this.#l[3*r[i]+c]*l)/(h||1)}s[4*i+3]=255*h}return t.picture??=new OffscreenCanvas(256,256),t.picture.getContext("2d")?.
putImageData(new ImageData(s,256,256),0,0),t.colors=this.#a,t.picture}};var Nr=2,De=14,Yn=50;function Zn(o){let{painter:t,session:e}=o,{viewport:n}=t,{layers:r,selection:s}=e,i=()=>[...r.all,...s.
drawn()],a=v=>s.placed(v)??r.placed(v),l=b("canvas",{class:"iv-overlay",attrs:{"aria-hidden":"true",hidden:!0}}),h=l.getContext(
"2d"),c=new Map,u=0,f=0,m="",d=-1/0,y=()=>{u||=requestAnimationFrame(()=>{u=0,x()})},p=(v,k,E,A)=>{let L=i().find(R=>R.key===
v),N=a(v);if(!L||!N)return!0;let T=c.get(v);T||c.set(v,T={front:null,next:null,cost:0});let P=jn(L,N,n);return T.front?.
signature===P?(T.next?.dispose(),T.next=null,T.front.fill(k,E)):(T.next?.signature!==P&&(T.next?.dispose(),T.next=new te(
P,N,L,n)),A&&T.front&&T.cost>De/2||!T.next.fill(k,E)?!1:(T.front?.dispose(),T.cost=T.next.cost,T.front=T.next,T.next=null,
!0))},x=()=>{let v=i().filter(({key:K,visible:it})=>it&&a(K));if(l.hidden=v.length===0,l.hidden||!h){let K=r.all.some(({
visible:it,count:At})=>it&&At);return S(l,"data-sharp",String(!K))}let k=performance.now();n.zoom!==f&&([f,d]=[n.zoom,k]);
let E=k-d<Yn,{left:A,bottom:L}=n.device(),N=m!==`${A} ${L} ${f}`;m=`${A} ${L} ${f}`;let T=F.timeLeft(Number(document.timeline.
currentTime)),P=k+(N?Math.max(T,Nr):De),R=Wn(n),H=!0;for(let{key:K}of v)H=p(K,R,P,E)&&H;let{width:X,height:G}=t.canvas;l.
width!==X||l.height!==G?(l.width=X,l.height=G,l.style.width=t.canvas.style.width,l.style.height=t.canvas.style.height):h.
clearRect(0,0,X,G);for(let K of v)c.get(K.key)?.front?.paint(h,n,K);F.spend(performance.now()-k),S(l,"data-sharp",String(
H)),H?g(R):y()},M=0,g=({col0:v,col1:k,row0:E,row1:A})=>{clearTimeout(M);let L={col0:v-1,col1:k+1,row0:E-1,row1:A+1};M=setTimeout(
()=>{let N=performance.now()+De/2,T=!0;for(let{front:P}of c.values())T=(P?.fill(L,N)??!0)&&T;T||g({col0:v,col1:k,row0:E,
row1:A})},Yn)};o.onClose(t.onFrame(x));let w=()=>{let v=new Set(i().map(({key:k})=>k));for(let[k,{front:E,next:A}]of c)v.
has(k)||(E?.dispose(),A?.dispose(),c.delete(k));S(l,"data-sharp","false"),y()};return o.onClose(r.onChange(w)),o.onClose(
o.store.on("selection",w)),o.onClose(()=>{cancelAnimationFrame(u),clearTimeout(M);for(let{front:v,next:k}of c.values())v?.
dispose(),k?.dispose()}),l}var Xn=Math.PI/180,Ur=.001;function $r(o,t,e){let[n,r]=o.half,s=d=>Math.min(Math.max(d,-1),1),i=s((t-o.center[0])/n),a=s(
(e-o.center[1])/r),[l,h,c]=[{x:0,y:0},{x:0,y:0},{x:0,y:0}],u=0;for(let d=0;d<=o.degree;d++)for(let y=0;y<=d;y++,u++){let p=d-
y;for(let x of["x","y"]){let M=o[x][u];l[x]+=M*i**p*a**y,p&&(h[x]+=M*p*i**(p-1)*a**y/n),y&&(c[x]+=M*y*i**p*a**(y-1)/r)}}
let[f,m]=[t-(o.center[0]+n*i),e-(o.center[1]+r*a)];return{x:l.x+h.x*f+c.x*m,y:l.y+h.y*f+c.y*m,dx:h,dy:c}}function Qn(o,t){
let{x:e,y:n,dx:r,dy:s}=$r(o,...t.center),i=r.x*s.y-s.x*r.y,a=t.flip??!1,l=a!==i<0,h=(t.rotation??0)*Xn,[c,u]=[Math.cos(h),
Math.sin(h)],[f,m]=[a?-1:1,l?-1:1],[d,y,p,x]=[f*s.y,-f*s.x,-r.y,r.x],M=m*(u*d+c*p)-(c*y-u*x),g=m*(c*d-u*p)+(u*y+c*x),w=Math.
sign(i),v=Math.atan2(w*M,w*g)/Xn,k=90*Math.round(v/90);Math.abs(v-k)<Ur&&(v=k);let E=(v+360)%360,A={center:[e,n],fov:t.fov*
Math.sqrt(Math.abs(i))};return E&&(A.rotation=E),l&&(A.flip=!0),A}function Jn({zoom:o,dpr:t},e){let n=Math.floor(Math.log2(1/(o*t))+1e-9);return Math.min(Math.max(n,0),e-1)}function _e(o,t,e,n,r){
let{left:s,bottom:i,scale:a}=o.device();return{x0:Math.round(s+t*a),x1:Math.round(s+(t+n)*a),y0:Math.round(i-(e+r)*a),y1:Math.
round(i-e*a)}}function to(o,t,e){let{left:n,bottom:r,scale:s}=o.device(),i=o.width*o.dpr,a=o.height*o.dpr,l=t.tile*2**e,
h=l*s,[c,u]=t.shape,f=Math.max(0,Math.floor(-n/h)),m=Math.min(Math.ceil(u/l),Math.ceil((i-n)/h))-1,d=Math.max(0,Math.floor(
(r-a)/h)),y=Math.min(Math.ceil(c/l),Math.ceil(r/h))-1,p=(i/2-n)/h-.5,x=(r-a/2)/h-.5,M=[];for(let g=d;g<=y;g++)for(let w=f;w<=
m;w++)M.push({key:[e,g,w],distance:Math.hypot(w-p,g-x)});return M.sort((g,w)=>g.distance-w.distance).map(({key:g})=>g)}function eo(o,t,e,n){let r=[];for(let s of o){if(s>=0){let l=new Uint8Array(n),h=t.indexOf(s>>3);if(h>=0)for(let c=0,u=h;c<
n;c++,u+=t.length)l[c]=e[u]>>(s&7)&1;r.push(l);continue}let i=r.pop();if(s===-1){for(let l=0;l<n;l++)i[l]^=1;r.push(i);continue}
let a=r[r.length-1];if(s===-2)for(let l=0;l<n;l++)a[l]&=i[l];else for(let l=0;l<n;l++)a[l]|=i[l]}return r.pop()}function Hr({
width:o,height:t}){let e=new Uint8Array(0);return{index:new Uint8Array(o*t),count:1,bytes:[],own:new Uint8Array(1),edge:e,
apron:e}}function no(o,t){let{bytes:e,own:n,count:r,index:s,apron:i}=o.pairs??Hr(o),a=Array.from({length:r},(u,f)=>f),l=t.
map(({postfix:u})=>eo(u,e,n,r)),h=l.map((u,f)=>t[f].outline?new Array(r).fill(0):[...u]);if(!o.pairs||!t.some(({outline:u})=>u))
return{index:s,parent:a,painted:h};let c=new Uint32Array(s);return t.forEach(({postfix:u,outline:f},m)=>{if(!f)return;let d=eo(
u,e,i,2*(o.width+o.height)),y=new Map;Kr(o,s,l[m],d,p=>{let x=c[p],M=y.get(x);M===void 0&&(M=a.push(a[x])-1,h.forEach((g,w)=>g.
push(w===m?1:g[x])),y.set(x,M)),c[p]=M})}),{index:c,parent:a,painted:h}}function Kr({width:o,height:t},e,n,r,s){let[i,a,
l]=[o,2*o,2*o+t];for(let h=0,c=0;h<t;h++)for(let u=0;u<o;u++,c++){if(!n[e[c]])continue;let f=h>0?n[e[c-o]]:r[u],m=h<t-1?
n[e[c+o]]:r[i+u],d=u>0?n[e[c-1]]:r[a+h],y=u<o-1?n[e[c+1]]:r[l+h];f&m&d&y||s(c)}}function oo(o){let t=()=>new Float64Array(o);return{k:t(),r:t(),g:t(),b:t(),painted:new Uint8Array(o)}}function zr({codes:o,
channels:t,width:e,height:n},r,s){let i=e*n;if(t===1){for(let a=0;a<i;a++)s[a]=r[o[a]];return}for(let a=0;a<i;a++){let l=r[o[i+
a]]&65280;s[a]=(r[o[a]]&255|l|r[o[2*i+a]]&16711680|4278190080)>>>0}}var ee=class{#t=oo(256);signature(t,e){let{pairs:n}=t,
r=String(e.shadingVersion);if(n){let s=new Uint8Array(n.bytes.length);for(let i=0;i<n.own.length;i++)s[i%s.length]|=n.own[i];
for(let i of e.planes){let a=n.bytes.indexOf(i.byte);a>=0&&s[a]>>i.bit&1&&(r+="|"+i.key)}}for(let s of e.expressions)r+=
"|"+s.key;return r}composite(t,e,n){let r=t.width*t.height;zr(t,e.lut(t.codec),n);let s=e.expressions.length?no(t,e.expressions):
null;if(!this.#e(t,s,e))return;let i=s?.index??t.pairs.index,{k:a,r:l,g:h,b:c,painted:u}=this.#t;for(let f=0;f<r;f++){let m=i[f];
if(u[m]===0)continue;let d=n[f],y=a[m];n[f]=((d&255)*y+l[m]+.5|(d>>>8&255)*y+h[m]+.5<<8|(d>>>16&255)*y+c[m]+.5<<16|4278190080)>>>
0}}#e({pairs:t},e,n){let r=e?.parent.length??t?.count??0;this.#t.k.length<r&&(this.#t=oo(r));let{k:s,r:i,g:a,b:l,painted:h}=this.#t;
s.fill(1,0,r);for(let f of[i,a,l,h])f.fill(0,0,r);let c=!1,u=(f,m)=>{let{opacity:d}=m,y=1-d;s[f]*=y,i[f]=i[f]*y+m.r*d,a[f]=
a[f]*y+m.g*d,l[f]=l[f]*y+m.b*d,h[f]=1,c=!0};for(let f of n.planes){let m=t?t.bytes.indexOf(f.byte):-1;if(!t||m<0)continue;
let d=f.outline?t.edge:t.own;for(let y=0,p=m;y<t.count;y++,p+=t.bytes.length)d[p]>>f.bit&1&&u(y,f)}if(!e)return c;for(let f=t?.
count??1;f<r;f++)for(let m of[s,i,a,l,h])m[f]=m[e.parent[f]];return n.expressions.forEach((f,m)=>{let d=e.painted[m];for(let y=0;y<
r;y++)d[y]&&u(y,f)}),c}};var Ne=new ee,ne=new Uint32Array(65536);function Ue(o,t){return o.picture?o.styleVersion===t.version?!0:o.signature!==Ne.
signature(o.tile,t)?!1:(o.styleVersion=t.version,!0):!1}function oe(o,t){if(Ue(o,t))return;let{tile:e}=o,{width:n,height:r}=e;
ne.length<n*r&&(ne=new Uint32Array(n*r)),Ne.composite(e,t,ne),o.picture||(o.picture=new OffscreenCanvas(n,r),F.keep(o,o.
size));let s=new Uint8ClampedArray(ne.buffer,0,4*n*r);o.picture.getContext("2d",{alpha:!1})?.putImageData(new ImageData(
s,n,r),0,0),o.styleVersion=t.version,o.signature=Ne.signature(e,t)}var Br=4,Gr=4096;function ro(o,t,e){let{codec:n}=o,{low:r,high:s,thresholds:i}=t,a=s-r;if(n.exact||!(a>0))return!1;if(!Number.
isFinite(n.stepAt(r)+n.stepAt(s)))return!0;let l=Wr(o.codes);if(!l)return!1;let h=Math.max(n.value(l[0]),r),c=Math.min(n.
value(l[1]),s);if(h>c)return!1;let u=y=>y===0?0:y===_?1:i[y-1],m=o.level===0&&/int/.test(e.dtype)?1:qr(Math.min(Math.abs(
h),Math.abs(c))),d=a;for(let y=0;y<_;y++){let[p,x]=[u(y)*a,u(y+1)*a];x>p&&r+x>=h&&r+p<=c&&(d=Math.min(d,x-p))}return Math.
max(n.stepAt(h),n.stepAt(c))>Br*Math.max(d,m)}function qr(o){return o>0?2**(Math.floor(Math.log2(o))-23):0}function Wr(o){
let t=Math.max(1,Math.floor(o.length/Gr)),e=new Uint16Array(Math.ceil(o.length/t)),n=0;for(let s=0;s<o.length;s+=t)o[s]>=
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
this.fitted)){this.zoom=u,this.center={x:h,y:c},this.fitted=r;for(let f of[...this.#n])f()}}};var jr=300,Et=512,Yr="200px",$e=class{count=0;start=new Float64Array(Et);work=new Float64Array(Et);get last(){return this.
count?this.start[(this.count-1)%Et]:0}add(t,e){this.start[this.count%Et]=t,this.work[this.count%Et]=e,this.count++}},ie=class{canvas=document.
createElement("canvas");viewport=new se;frames=new $e;#t;#e;#n=new Set;#o=[];#r;#s=0;#i=0;#a=!0;#l=!1;#c=null;#h=[];#m="";#u=!1;constructor(t,e){
this.#t=t;let n=this.canvas.getContext("2d",{alpha:!1});if(!n)throw new Error("this browser gives no 2-D canvas");this.#e=
n,this.canvas.className="imgview-canvas",Object.assign(this.canvas,{imgview:{session:t,painter:this,aligned:Qn}}),e.append(
this.canvas),this.#o.push(t.tiles.onChange(()=>this.#p()),t.style.onChange(()=>this.invalidate()),t.store.on("viewport",
()=>this.#v()),this.viewport.onChange(()=>this.#M())),this.#r=new IntersectionObserver(r=>this.#y(r[r.length-1].isIntersecting),
{rootMargin:Yr}),this.#r.observe(e),this.#f()}resize(t,e,n){if(!(t>0&&e>0))return;let r=Math.max(1,Math.round(t*n)),s=Math.
max(1,Math.round(e*n));r!==this.canvas.width&&(this.canvas.width=r),s!==this.canvas.height&&(this.canvas.height=s),this.
canvas.style.width=`${r/n}px`,this.canvas.style.height=`${s/n}px`,this.#u=!0,this.viewport.resize(r/n,s/n,n),this.#u=!1,
this.#t.store.set("canvas_size",[Math.round(t),Math.round(e)]),this.#b(performance.now())}invalidate(){this.#g(!1),!(this.#s||
!this.#a)&&(this.#s=requestAnimationFrame(t=>{this.#s=0,this.#b(t)}))}onFrame(t){return this.#n.add(t),()=>this.#n.delete(
t)}complete(){return this.#l}thumbnail(t,e){let n=this.#t.tiles.get(this.#t.tiles.overview),r=this.#t.tiles.info;if(!n||
!r)return null;oe(n,this.#t.style);let[s,i]=r.shape,a=Math.min(t/i,e/s),l=document.createElement("canvas");l.width=Math.
max(1,Math.round(i*a)),l.height=Math.max(1,Math.round(s*a));let h=l.getContext("2d",{alpha:!1});if(!h||!n.picture)return null;
let c=2**n.tile.level*a,u=n.tile.height*c;return h.drawImage(n.picture,0,l.height-u,n.tile.width*c,u),l}dispose(){cancelAnimationFrame(
this.#s),clearTimeout(this.#i),this.#r.disconnect();for(let t of this.#o)t();this.#n.clear(),this.#t.tiles.forget(this),
this.canvas.remove(),this.canvas.width=this.canvas.height=0}#f(){let t=this.#t.tiles.info,e=t?.id??null;e!==this.#c&&(this.#c=
e,this.#h=[],t&&(this.#u=!0,this.viewport.setImage(t,this.#d()),this.#u=!1))}#d(){let t=this.#t.store.get("viewport");return t&&
{center:{x:t.center[0],y:t.center[1]},fov:t.fov}}#p(){if(this.#f(),this.#m="",this.invalidate(),!!this.#a)for(let t of this.#h){
let e=this.#t.tiles.get(t);e&&!e.picture&&oe(e,this.#t.style)}}#v(){this.#f(),this.#u=!0,this.viewport.show(this.#d()),this.#u=
!1,this.invalidate()}#M(){if(this.invalidate(),this.#u||this.#c===null)return;let{center:t,fov:e,fitted:n}=this.viewport;
this.#t.store.set("viewport",n?null:{center:[t.x,t.y],fov:e})}#y(t){if(t!==this.#a){if(this.#a=t,t)return this.invalidate();
cancelAnimationFrame(this.#s),clearTimeout(this.#i),this.#s=0,this.#m="",this.#t.tiles.forget(this)}}#g(t){this.#l=t,this.
canvas.dataset.complete=String(t)}#k(t,e){let{tiles:n}=this.#t,r=new Map;for(let[s,i,a]of t){for(let l=1;s+l<e;l++){let h=n.
get([s+l,i>>l,a>>l]);if(h){r.set(h.id,h);break}}for(let l=1;l<=2&&l<=s;l++){let h=1<<l;for(let c=0;c<h*h;c++){let u=n.get(
[s-l,i*h+Math.floor(c/h),a*h+c%h]);u&&r.set(u.id,u)}}}return[...r.values()].sort((s,i)=>i.tile.level-s.tile.level)}#b(t){
if(!this.#a)return;let e=performance.now(),{tiles:n}=this.#t,{info:r}=n,s=this.#e;s.fillStyle="#000",s.fillRect(0,0,this.
canvas.width,this.canvas.height);let i=!0;if(r){let a=Jn(this.viewport,r.levels),l=to(this.viewport,r,a);this.#A(l);let h=l.
map(m=>n.get(m)),c=h.filter(m=>m!==void 0),u=this.#k(l.filter((m,d)=>!h[d]),r.levels),f=this.#E([...c,...u],t);this.#x(u,
c,r.shape),i=!f&&c.length===l.length,this.canvas.dataset.level=String(a),this.canvas.dataset.tiles=String(c.length),f&&this.
invalidate()}this.#g(i),clearTimeout(this.#i),i&&(this.#i=setTimeout(()=>this.#w(),jr)),this.frames.add(e,performance.now()-
e);for(let a of[...this.#n])a()}#A(t){let e=t.join(" ");e!==this.#m&&(this.#m=e,this.#h=t,this.#t.tiles.want(this,t))}#x(t,e,[
n,r]){let s=this.#e,i=_e(this.viewport,0,0,r,n);s.save(),s.beginPath(),s.rect(i.x0,i.y0,i.x1-i.x0,i.y1-i.y0),s.clip();for(let a of t)
this.#S(a,!0);for(let a of e)this.#S(a,!1);s.restore()}#S({tile:t,picture:e},n){let r=this.#t.tiles.info;if(!e||!r)return;
let s=2**t.level,i=r.tile*s,{x0:a,y0:l,x1:h,y1:c}=_e(this.viewport,t.col*i,t.row*i,t.width*s,t.height*s);this.#e.imageSmoothingEnabled=
n||h-a<t.width,this.#e.drawImage(e,a,l,h-a,c-l)}#E(t,e){let n=!1,r=0;for(let s of t){if(Ue(s,this.#t.style))continue;if(s.
picture&&r&&F.timeLeft(e)<=0){n=!0;continue}let i=performance.now();oe(s,this.#t.style),F.spend(performance.now()-i),r++}
return n}#w(){let{tiles:t,style:e}=this.#t;if(!this.#l||!t.info)return;let n=[];for(let r of this.#h){let s=t.get(r);!s||
s.refined===e.shadingVersion||(ro(s.tile,e.shading,t.info)?n.push(s):s.refined=e.shadingVersion)}t.refine(n,e.shadingVersion)}};var Zr=Math.log(1.25)/100,Xr=.01,Qr=33,Jr=400,ts=45,es=3;function He({x:o,y:t}){return{sx:o,sy:t}}function so(o){let{stage:t,
painter:e,picker:n,probe:r,store:s,signal:i}=o,{viewport:a}=e,l=new Map,h="none",c={x:0,y:0,contrast:1,bias:.5},u=!1,f=t.
getBoundingClientRect(),m=g=>({x:g.clientX-f.left,y:g.clientY-f.top}),d=()=>{f=t.getBoundingClientRect()},y=ns((g,w)=>a.
zoomAbout(g,w.x,w.y));o.onClose(y.cancel),t.addEventListener("wheel",g=>{g.preventDefault(),d();let w=g.deltaMode===1?Qr:
g.deltaMode===2?Jr:1,v=(g.deltaY||g.deltaX)*w,k=g.ctrlKey?Xr:Zr;y.push(Math.max(-1.2,Math.min(1.2,-v*k)),m(g))},{passive:!1,
signal:i});let p=V(()=>{let[g]=l.values();h==="contrast"&&g&&In(o,c,g.x-c.x,g.y-c.y)});o.onClose(p.cancel),t.addEventListener(
"pointerdown",g=>{if(g.target!==t&&!(g.target instanceof HTMLCanvasElement)||g.button===1)return;d(),t.focus({preventScroll:!0}),
t.setPointerCapture(g.pointerId);let w=m(g);l.set(g.pointerId,w),c={...w,contrast:s.get("contrast"),bias:s.get("bias")};
let v=g.ctrlKey||g.metaKey?"box":g.altKey?"lasso":n.tool;l.size===2?h="pinch":v!=="pan"&&g.button===0?h="select":h=g.button===
2||g.shiftKey?"contrast":"pan",n.drop(),h==="select"&&n.begin(v,He(w)),u=l.size>1},{signal:i}),t.addEventListener("point\
ermove",g=>{let w=l.get(g.pointerId);if(!w){if(g.target.closest(".iv-navigator"))return r.leave();d();let k=m(g);r.moveTo(
k.x,k.y);return}let v=m(g);!u&&Math.hypot(v.x-c.x,v.y-c.y)<es||(u=!0,t.dataset.gesture=h,h==="pan"?a.panBy(v.x-w.x,v.y-w.
y):h==="pinch"?x(g.pointerId,v):h==="select"&&n.extend(He(v)),l.set(g.pointerId,v),h==="contrast"?p.ask():r.moveTo(v.x,v.
y))},{signal:i});let x=(g,w)=>{let v=l.get(g),k=[...l].find(([L])=>L!==g)?.[1];if(!v||!k)return;let E=Math.hypot(v.x-k.x,
v.y-k.y),A=Math.hypot(w.x-k.x,w.y-k.y);a.panBy((w.x-v.x)/2,(w.y-v.y)/2),E>0&&A>0&&a.zoomAbout(A/E,(w.x+k.x)/2,(w.y+k.y)/
2)},M=g=>{l.delete(g.pointerId)&&(g.type==="pointercancel"?n.drop():!u&&g.button===0?n.click(He(m(g)),g.shiftKey):h==="s\
elect"&&n.finish(g.shiftKey),h=l.size===1?"pan":"none",h==="none"&&delete t.dataset.gesture)};t.addEventListener("pointe\
rup",M,{signal:i}),t.addEventListener("pointercancel",M,{signal:i}),t.addEventListener("pointerleave",g=>{l.has(g.pointerId)||
r.leave()},{signal:i}),t.addEventListener("dblclick",g=>{d();let{x:w,y:v}=m(g),k=a.toImage(w,v);a.centerOn(k.x,k.y)},{signal:i}),
t.addEventListener("contextmenu",g=>{g.preventDefault(),g.stopPropagation()},{signal:i})}function ns(o){let t=0,e={x:0,y:0},
n=0,r=V(()=>{let s=performance.now(),i=1-Math.exp(-Math.min(s-n,100)/ts);n=s;let a=Math.abs(t)<.004?t:t*i;t-=a,o(Math.exp(
a),e),t&&r.ask()});return{push:(s,i)=>{if(t=Math.sign(t)===-Math.sign(s)?s:t+s,e=i,Math.abs(s)<.06){o(Math.exp(t),i),t=0;
return}t===s&&(n=performance.now()-16),r.ask()},cancel:r.cancel}}var os=500,rs=3,ae=class{constructor(t){this.view=t;let{stage:e,painter:n,store:r,signal:s}=t,i=document.createElementNS(
"http://www.w3.org/2000/svg","svg");i.setAttribute("class","iv-area"),i.append(this.#e),this.nodes=[i,this.#t];let a=V(()=>{
this.#o&&this.#u(this.at(this.#o))});e.addEventListener("pointermove",l=>{let h=!l.buttons&&l.target===n.canvas,c=e.getBoundingClientRect();
this.#o=h?{sx:l.clientX-c.left,sy:l.clientY-c.top}:null,h?a.ask():this.#u(null)},{signal:s}),e.addEventListener("pointer\
leave",()=>{this.#o=null,this.#u(null)},{signal:s}),t.onClose(a.cancel),t.onClose(n.viewport.onChange(()=>this.#o?a.ask():
this.#u(null))),t.watch(["layers"],()=>{this.#a.clear(),this.#u(null)}),t.onClose(r.local.on("tool",()=>S(e,"data-tool",
this.tool)))}view;nodes;#t=b("div",{class:"iv-tip",attrs:{role:"status",hidden:!0}});#e=document.createElementNS("http:/\
/www.w3.org/2000/svg","polygon");#n=null;#o=null;#r=[];#s="pan";#i=null;#a=new Map;get tool(){return this.view.store.local.
get("tool")??"pan"}take(t){this.view.store.local.set("tool",this.tool===t?"pan":t)}escape(){this.tool==="pan"?this.view.
session.selection.set(0,[]):this.take("pan")}at(t){let{viewport:e}=this.view.painter,{x:n,y:r}=e.toImage(t.sx,t.sy),s=1/0,
i=null;for(let[a,l,[h,c],u]of this.#l()){let f=l.at(n-h,r-c,a,e.zoom,u);!f||f.area>=s||(s=f.area,i={layer:a,row:f.row,...t})}
return i}click(t,e){let n=this.at(t),{selection:r}=this.view.session;n&&(e?r.add(n.layer.key,[n.row],!0):r.set(n.layer.key,
[n.row]))}begin(t,e){this.#s=t,this.#r=[e]}extend(t){let[e]=this.#r,n=this.#r[this.#r.length-1];this.#s==="box"?this.#r=
[e,{sx:t.sx,sy:e.sy},t,{sx:e.sx,sy:t.sy}]:Math.hypot(t.sx-n.sx,t.sy-n.sy)>=rs&&this.#r.push(t),this.#e.setAttribute("poi\
nts",this.#r.map(({sx:r,sy:s})=>`${r},${s}`).join(" "))}finish(t){let{session:{selection:e},painter:{viewport:n}}=this.view,
r=this.#r.map(({sx:i,sy:a})=>n.toImage(i,a));if(this.drop(),r.length<3)return;let s=this.#l();for(let[i,a,[l,h],c]of s){
if(t&&e.key!==i.key&&s.some(([{key:f}])=>f===e.key))continue;let u=a.within(r.map(({x:f})=>f-l),r.map(({y:f})=>f-h),c);if(u.
length){t?e.add(i.key,u):e.set(i.key,u);return}}t||e.set(0,[])}drop(){this.#r=[],this.#e.removeAttribute("points")}step(t){
let{session:{selection:e},painter:{viewport:n}}=this.view,r=this.#l(),[s,i,,a]=r.find(([{key:p}])=>p===e.key)??r[0]??[];
if(!s||!i||!a)return;let{rows:l,key:h}=e,c=h===s.key&&l.length?l[t>0?l.length-1:0]:t>0?-1:i.rows,u=i.next(c,t,a);if(u===
null)return;e.set(s.key,[u]);let f=this.#h(s.key,u),{width:m,height:d}=n,y=Math.abs(f.sx-m/2)>m/2||Math.abs(f.sy-d/2)>d/
2;this.#o=null,this.#u(null),y&&this.centre(),this.#u({layer:s,row:u,...this.#h(s.key,u)})}centre(){let t=this.#m();t&&this.
view.painter.viewport.centerOn(t.x,t.y)}copy(){let t=this.#m();if(!t)return;let e=this.view.session.sky.radec(t.x,t.y),n=e?
`${e.ra.toFixed(7)} ${e.dec.toFixed(7)}`:`${t.x.toFixed(3)} ${t.y.toFixed(3)}`,{local:r}=this.view.store;Promise.resolve(
navigator.clipboard?.writeText(n)??Promise.reject()).then(()=>this.#t.append(b("i",{},`copied ${n}`)),()=>r.set("error",
`The page may not use the clipboard. The source is at ${n}`))}close(){this.#i!==null&&this.view.session.channel.cancel(this.#i)}#l(){
let{layers:t}=this.view.session;return[...t.all].reverse().flatMap(e=>{let n=e.visible?t.placed(e.key):null;return n?.geometry instanceof
ot?[[e,n.geometry,n.origin,n.codes]]:[]})}#c(t,e){let n=this.view.session.layers.placed(t);if(!(n?.geometry instanceof ot))
return null;let[r,s]=n.geometry.place(e);return{x:r+n.origin[0],y:s+n.origin[1]}}#h(t,e){let{x:n,y:r}=this.#c(t,e)??{x:0,
y:0};return this.view.painter.viewport.toScreen(n,r)}#m(){let{key:t,rows:e}=this.view.session.selection;return this.#n?this.#c(
this.#n.layer.key,this.#n.row):e.length?this.#c(t,e[0]):null}#u(t){let e=this.#n;if(this.#n=t,S(this.view.stage,"data-so\
urce",t!==null),t&&e?.row===t.row&&e.layer.key===t.layer.key)return this.#d(t);let{channel:n}=this.view.session;if(this.#i!==
null&&n.cancel(this.#i),this.#i=null,this.#t.hidden=!0,!t)return;let{layer:{key:r,hover:s},row:i}=t,a=`${r} ${i}`,l=this.#a.
get(a)??(s.length?null:[]);if(l)return this.#f(t,l);this.#i=n.ask(h=>({kind:"row",id:h,layer:r,row:i}),{reply:h=>(this.#i=
null,h.kind!=="row"||(this.#a.size>os&&this.#a.clear(),this.#a.set(a,h.cells),this.#n?.row===i&&this.#n.layer.key===r&&this.#f(
this.#n,h.cells)),!0),failed:()=>this.#i=null})}#f(t,e){this.#t.replaceChildren(b("b",{},`${t.layer.name} ${t.row}`),b("\
dl",{},...e.flatMap(([n,r])=>[b("dt",{},n),b("dd",{},r)]))),this.#t.hidden=!1,this.#d(t)}#d({sx:t,sy:e}){let{style:n,offsetWidth:r,
offsetHeight:s}=this.#t,{width:i,height:a}=this.view.painter.viewport;n.left=`${Math.max(t+16+r>i?t-12-r:t+16,0)}px`,n.top=
`${Math.max(e+12+s>a?e-8-s:e+12,0)}px`}};var le=class{constructor(t){this.root=t}root;box=null;anchor=null;off=()=>{};get isOpen(){return this.box!==null}isOpenAt(t){
return this.anchor===t}menu(t,e,n){let r=b("div",{class:"iv-popup iv-menu",attrs:{role:"menu","aria-label":e}});for(let i of n)
r.append(this.entry(i));r.addEventListener("keydown",i=>this.menuKey(i,r)),this.open(t,r);let s=io(r);(s.find(i=>i.getAttribute(
"aria-checked")==="true")??s[0])?.focus()}form(t,e,n){let r=b("div",{class:"iv-popup iv-form",attrs:{role:"dialog","aria\
-label":e}},n);this.open(t,r),r.querySelector("input, button")?.focus()}close(t=!1){let{anchor:e,box:n}=this;n&&(this.box=
this.anchor=null,this.off(),e?.setAttribute("aria-expanded","false"),t&&e?.focus(),n.remove())}open(t,e){this.close(),this.
box=e,this.anchor=t,t.setAttribute("aria-expanded","true"),e.tabIndex=-1,this.root.append(e),this.place(t,e);let n=new AbortController,
r=s=>{let i=s.target;!e.contains(i)&&!t.contains(i)&&this.close()};document.addEventListener("pointerdown",r,{capture:!0,
signal:n.signal}),e.addEventListener("keydown",s=>{s.key==="Escape"&&(s.stopPropagation(),s.preventDefault(),this.close(
!0))}),e.addEventListener("focusout",s=>{let i=s.relatedTarget;i&&!e.contains(i)&&i!==t&&this.close()}),this.off=()=>n.abort()}place(t,e){
let n=this.root.getBoundingClientRect(),r=t.getBoundingClientRect(),s=n.bottom-r.bottom-12,i=r.top-n.top-12,a=s>=Math.min(
e.offsetHeight,200)||s>=i;e.style.maxHeight=`${Math.max(80,a?s:i)}px`;let l=a?r.bottom+4:r.top-4-e.offsetHeight;e.style.
top=`${l-n.top-this.root.clientTop}px`;let h=Math.min(r.left,n.right-e.offsetWidth-6)-n.left;e.style.left=`${Math.max(6,
h)-this.root.clientLeft}px`}entry(t){if(t==="separator")return b("div",{class:"iv-separator",attrs:{role:"separator"}});
if("node"in t)return t.node;let e=t.kind??(t.checked===void 0?"action":"radio"),n={radio:"menuitemradio",check:"menuitem\
checkbox",action:"menuitem"}[e],r=b("span",{class:"iv-mark"});t.checked&&r.append(D("check"));let s=b("button",{class:"i\
v-item",attrs:{type:"button",role:n,tabindex:-1,disabled:t.disabled??!1,"aria-checked":e==="action"?null:String(t.checked??
!1)},on:{click:()=>{this.close(!0),t.run()},pointermove:()=>s.focus()}},r);return t.picture&&s.append(t.picture),s.append(
b("span",{class:"iv-label"},t.label)),t.hint&&s.append(b("span",{class:"iv-hint"},t.hint)),s}menuKey(t,e){if(t.ctrlKey||
t.metaKey||t.altKey||t.target instanceof HTMLInputElement&&t.key!=="ArrowUp")return;let n=io(e),r=n.indexOf(document.activeElement),
s;if(t.key==="ArrowDown")s=n[(r+1)%n.length];else if(t.key==="ArrowUp")s=n[(r<=0?n.length:r)-1];else if(t.key==="Home")s=
n[0];else if(t.key==="End")s=n[n.length-1];else if(t.key.length===1&&t.key!==" ")s=[...n.slice(r+1),...n.slice(0,r+1)].find(
a=>ss(a).startsWith(t.key.toLowerCase()));else return;t.preventDefault(),t.stopPropagation(),s?.focus()}};function ss(o){
return(o.querySelector(".iv-label")?.textContent??"").toLowerCase()}function io(o){return[...o.querySelectorAll(".iv-ite\
m:not([disabled])")]}var ce=class{constructor(t,e){this.session=t;this.painter=e}session;painter;at=null;pinned=!1;reading=null;pointer=null;listeners=new Set;later=V(
()=>this.read());asked=0;onChange(t){return this.listeners.add(t),()=>this.listeners.delete(t)}moveTo(t,e){this.pointer=
{sx:t,sy:e},this.pinned||this.later.ask()}leave(){this.pointer=null,this.pinned||this.session.store.set("cursor",null)}refresh(){
(this.pinned||this.pointer||this.at)&&this.later.ask()}togglePin(){if(this.pinned=!this.pinned,this.pinned&&!this.at){let{
x:t,y:e}=this.painter.viewport.center;this.at={x:Math.round(t),y:Math.round(e)}}this.read()}nudge(t,e){this.at&&(this.at=
{x:Math.round(this.at.x)+t,y:Math.round(this.at.y)+e},this.read())}place(){return this.pinned?this.at:this.pointer&&this.
painter.viewport.toImage(this.pointer.sx,this.pointer.sy)}close(){this.later.cancel(),this.listeners.clear(),this.asked=
-1}read(){!this.pinned&&this.pointer&&(this.at=this.painter.viewport.toImage(this.pointer.sx,this.pointer.sy));let{at:t}=this;
if(!t)return;let e=++this.asked;this.session.readout.at(t.x,t.y,n=>{if(e!==this.asked)return;this.reading=n;let r=n.inside&&
(this.pinned||this.pointer);this.session.store.set("cursor",r?{x:t.x,y:t.y}:null),this.tell()}),this.tell()}tell(){for(let t of this.
listeners)t()}};var ao=4,is=new Map([["image","value"],["snr","S/N"]]);function co(o){let{probe:t,store:e}=o,n=new xt("xy","x, y",14),r=new xt(
"sky","RA, Dec",25),s=b("span",{class:"iv-roughly",attrs:{role:"img",hidden:!0}},"≈");r.box.firstElementChild?.after(s);
let i=new xt("value iv-inside","value",20),a=new xt("ratio iv-inside","S/N",5),l=b("span",{class:"iv-chips",attrs:{"aria\
-label":"Mask planes at this pixel"}}),h=b("span",{class:"iv-muted"},"none"),c=b("span",{class:"iv-chip iv-chip-more"}),
u=b("span",{class:"iv-cell iv-cell-planes iv-inside"},b("span",{class:"iv-key"},"planes"),l),f=b("span",{class:"iv-note"}),
m=b("div",{class:"iv-status",attrs:{role:"status","aria-live":"off"}},n.box,r.box,i.box,a.box,u,f),d=new Map,y=w=>{let v=d.
get(w.name);if(!v){let A=b("button",{class:"iv-chip",attrs:{type:"button",tabindex:-1,"aria-description":w.description}},
b("span",{class:"iv-dot"}),w.name);A.addEventListener("click",()=>z(e).toggle(w.name)),l.append(A),v={chip:A,width:A.offsetWidth},
d.set(w.name,v)}let{color:k,visible:E}=z(e).state(w.name);return v.chip.style.setProperty("--iv-plane",k),S(v.chip,"data\
-shown",String(E)),v.chip.title=`${w.description||w.name}
${E?"shown":"hidden"}: click to change`,v},p="",x=w=>{let v=w.map(R=>R.name).join(`
`),k=w.map(y);if(v===p&&!m.dataset.resized)return;p=v,delete m.dataset.resized;let E=l.clientWidth,A=0,L=k.reduce((R,H)=>R+
H.width+ao,0),N=k.filter(R=>(A+=R.width+ao,L<=E||A<=E-40)),T=N.map(R=>R.chip),P=w.slice(N.length);P.length&&(C(c,`+${P.length}`),
c.title=P.map(R=>R.name).join(`
`),T.push(c)),l.replaceChildren(...T.length?T:[h])},M=()=>{let w=I(e),{reading:v,at:k}=t,E=!!(w&&v?.inside);if(m.dataset.
state=E?"inside":w&&v?"outside":"none",C(f,E?"":as(w!==null,v)),n.set(k?`${lo(k.x)}, ${lo(k.y)}`:""),r.set(v?ls(v):""),r.
box.hidden=!w?.has_sky,s.hidden=!w?.sky_note||v?.ra==null,S(s,"title",w?.sky_note??""),S(s,"aria-label",`approximately: ${w?.
sky_note??""}`),a.box.hidden=w?.component!=="image"||!w.components.includes("variance"),u.hidden=e.get("mask_planes").length===
0,!E||!v||!w){i.set(""),a.set(""),delete i.box.dataset.value,x([]);return}i.name(W(e)?"R, G, B":is.get(w.component)??w.component),
i.set(cs(v,w)),S(i.box,"title",v.approximate?null:v.values.join(", ")),S(i.box,"data-value",v.approximate?null:v.values.
join(" ")),S(i.box,"data-approximate",String(v.approximate));let{sigma:A}=v,L=A?v.values[0]/A:NaN;a.set(Number.isFinite(
L)?Te(L):"–"),x(v.planes)};o.onClose(t.onChange(M)),o.watch(["image_info","planes"],M),o.watch(["mask_planes"],()=>{d.
clear(),p=`
`,l.replaceChildren(),M()});let g=new ResizeObserver(()=>{m.dataset.resized="1",M()});return g.observe(l),o.onClose(()=>g.
disconnect()),m}var xt=class{constructor(t,e,n){this.length=n;this.box=b("span",{class:`iv-cell iv-cell-${t}`},this.key,
this.value),this.name(e),this.set("")}length;value=b("span",{class:"iv-reading"});key=b("span",{class:"iv-key"});box;name(t){
C(this.key,t)}set(t){C(this.value,t),this.length=Math.max(this.length,t.length);let e=`${Math.ceil(this.length*.9)}ch`;this.
value.style.minWidth!==e&&(this.value.style.minWidth=e)}};function as(o,t){return o?t?"outside the image":"move over the\
 image to read it":"no image"}function ls(o){return o.ra===null||o.dec===null?"":`${Ut(o.ra)} ${$t(o.dec)}`}function cs({
values:o,sigma:t},{component:e,dtype:n,unit:r}){if(e==="snr")return Te(o[0]);let s=/int/.test(n);return`${o.length>1?o.map(
a=>s?Ae(a,null,!0):Y(a,5)).join(", "):Ae(o[0],e==="image"?t:null,s)} ${r}`.trimEnd()}function lo(o){return o.toFixed(1).
replace("-","−")}var hs=[["image","image","The image"],["variance","variance","The variance plane"],["snr","S/N","The image over its sigm\
a"]],us=[["image","RGB","The image in its colours"],["red","R","The red channel"],["green","G","The green channel"],["bl\
ue","B","The blue channel"]];function ho(o){let{store:t,popup:e}=o,n=B(st("component").keys[0]),r=d=>()=>t.set("componen\
t",d),s=()=>{let d=I(t);return(d?.color?us:hs).map(([y,p,x])=>({name:y,label:p,what:x,possible:d?.components.includes(y)??
!1}))},i=()=>{let d=s().map(({name:y})=>y);return(I(t)?.components??[]).filter(y=>!d.includes(y))},a=()=>i().map(d=>({label:d,
checked:t.get("component")===d,run:r(d)})),l=b("span",{class:"iv-plane"}),h=()=>e.menu(c,"Further planes",a()),c=b("butt\
on",{class:"iv-button iv-drop",attrs:{type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":"componen\
t"},on:{click:()=>e.isOpenAt(c)?e.close(!0):h(),keydown:d=>{d.key==="ArrowDown"&&(d.preventDefault(),h())}}},l,D("caret")),
u=b("div",{class:"iv-group iv-choice",attrs:{role:"group","aria-label":"Component"}}),f="",m=new Map;return o.watch(["im\
age_info","component"],()=>{let d=s(),y=i(),p=t.get("component"),x=d.map(({label:g})=>g).join();if(x!==f){f=x,m.clear();
for(let{name:g,label:w}of d)m.set(g,b("button",{class:"iv-button",attrs:{type:"button","data-component":g},on:{click:r(g)}},
w));u.replaceChildren(...m.values())}for(let{name:g,what:w,possible:v}of d){let k=m.get(g);k&&(S(k,"disabled",!v),S(k,"a\
ria-pressed",String(v&&p===g)),k.title=v?`${w} (${n}: next)`:`${w}: this image has no variance`)}let M=y.includes(p);y.length&&
!c.isConnected?u.append(c):y.length||c.remove(),C(l,M?p:"more"),S(c,"aria-pressed",String(M)),c.title=`${M?p:"Further pl\
anes"} (${n}: next)`,S(c,"aria-label",M?`Further planes: ${p}`:"Further planes")}),{node:u,fold:4,entries:()=>[...s().map(
({name:d,label:y,possible:p})=>({label:y,checked:t.get("component")===d,disabled:!p,run:r(d)})),...a()]}}function uo(o,t,e){return t<0||(t+1)*e>o.byteLength?null:new DataView(o.buffer,o.byteOffset+t*e,e)}function fo(o,t,e){let n=uo(
o.get("colormap_tables"),o.get("colormap_names").indexOf(t),768);if(!n)return null;let r=new Uint8Array(768);for(let s=0;s<
256;s++){let i=e?255-s:s;for(let a=0;a<3;a++)r[s*3+a]=n.getUint8(i*3+a)}return r}function mo(o,t){let e=uo(o.get("stretc\
h_tables"),o.get("stretch_names").indexOf(t),1020);return e?Float32Array.from({length:255},(n,r)=>e.getFloat32(r*4,!0)):
null}function po(o,t){let e=o.getContext("2d");if(!e)return;let n=e.createImageData(o.width,1);for(let r=0;r<o.width;r++){
let s=Math.round(255*r/(o.width-1))*3;n.data.set([t[s]??0,t[s+1]??0,t[s+2]??0,255],r*4)}for(let r=0;r<o.height;r++)e.putImageData(
n,0,r)}function yo(o,t){let{store:e,popup:n}=o;n.menu(t,"Stretch",e.get("stretch_names").map(r=>({label:r,checked:r===e.get("st\
retch"),picture:ms(mo(e,r)),run:()=>e.set("stretch",r)})))}function go(o,t){let{store:e,popup:n}=o,r=e.get("inverted"),s=e.
get("colormap_names").map(i=>{let a=b("canvas",{class:"iv-map",attrs:{width:72,height:10}}),l=fo(e,i,r);return l&&po(a,l),
{label:i,checked:i===e.get("colormap"),picture:a,run:()=>e.set("colormap",i)}});n.menu(t,"Colour map",[{label:"inverted",
kind:"check",checked:r,hint:B(st("invert").keys[0]),run:()=>e.set("inverted",!r)},"separator",...s])}function bo(o,t){let{
store:e,popup:n}=o,r=I(e)?.unit??"",s=Object.entries(e.get("cuts_table")).map(([i,[a,l]])=>({label:i,checked:i===e.get("\
cuts_mode"),hint:`${Z(a)} … ${Z(l)}`,run:()=>kt(o,i)}));n.menu(t,"Cuts",[...s,"separator",{node:fs(o,r)}])}function fs(o,t){
let{store:e}=o,[n,r]=e.get("cuts"),s=b("div",{class:"iv-trouble",attrs:{role:"alert"}}),i=()=>{let h=l.map(f=>f.value.trim()===
""?NaN:Number(f.value)),c=h.every(Number.isFinite),u=c&&h[1]>h[0];C(s,u?"":c?"low must be below high":"both must be numb\
ers");for(let f of l)S(f,"aria-invalid",u?null:"true");u&&yt(o,h[0],h[1])},a=(h,c)=>b("input",{class:"iv-input",attrs:{type:"\
text",inputmode:"decimal","aria-label":`${h} cut`,value:Number(c.toPrecision(7))},on:{input:i,keydown:u=>{u.key==="Enter"&&
(u.preventDefault(),o.popup.close(!0))}}}),l=[a("low",n),a("high",r)];return b("div",{class:"iv-by-hand"},b("div",{class:"\
iv-form-row"},b("label",{},"low ",l[0]),b("label",{},"high ",l[1]),b("span",{class:"iv-muted"},t)),s)}function ms(o){let t=b(
"canvas",{class:"iv-curve"}),e=at(t,22,14);return!e||!o||(e.strokeStyle="#8c949e",e.lineWidth=1.25,e.moveTo(1,13),o.forEach(
(n,r)=>e.lineTo(1+20*n,13-12*(r+1)/256)),e.lineTo(21,1),e.stroke()),t}var ds=150;function xo(o){let{store:t,popup:e}=o,n=b("b",{class:"iv-title"}),r=b("span",{class:"iv-muted iv-subtitle"}),
s=b("div",{class:"iv-what"},n,r),i=[ho(o),...ps(o),ys(o),gs(o),bs(o)],a=b("button",{class:"iv-button iv-more",title:"Mor\
e",attrs:{type:"button","aria-label":"More","aria-haspopup":"menu","aria-expanded":"false",hidden:!0},on:{click:()=>{if(e.
isOpenAt(a))return e.close(!0);let u=i.filter(f=>f.node.hidden);e.menu(a,"More",u.flatMap((f,m)=>[...m?["separator"]:[],
...f.entries()]))}}},D("more")),l=b("div",{class:"iv-bar",attrs:{role:"toolbar","aria-label":"Image viewer"}},s,...i.map(
u=>u.node),a),h=()=>{for(let{node:x}of i)x.hidden=!1;a.hidden=!0;let u=l.clientWidth;if(!u)return;let f=8,m=new Map(i.map(
x=>[x,x.node.offsetWidth+f]));a.hidden=!1;let d=a.offsetWidth+f;a.hidden=!0;let p=Math.min(ds,s.scrollWidth)+16+[...m.values()].
reduce((x,M)=>x+M,0);for(let x of[...i].sort((M,g)=>M.fold-g.fold)){if(p<=u-(a.hidden?0:d))break;x.node.hidden=!0,a.hidden=
!1,p-=m.get(x)??0}},c=new ResizeObserver(h);return c.observe(l),o.onClose(()=>c.disconnect()),o.watch(["image_info"],()=>{
let u=I(t);C(n,u?u.title||"image":"imgview"),C(r,u?.subtitle??""),s.title=u?[u.title,u.subtitle,...u.notes].filter(Boolean).
join(`
`):"",S(l,"data-empty",u?null:"")}),o.watch(["image_info","stretch","cuts_mode","colormap","layers"],h),l}function ps(o){
let{store:t}=o,e=(n,r,s,i,a,l)=>{let h=b("span",{class:"iv-value"}),c=b("button",{class:"iv-button iv-drop",title:a,attrs:{
type:"button","aria-haspopup":"menu","aria-expanded":"false","data-menu":r},on:{click:()=>o.popup.isOpenAt(c)?o.popup.close(
!0):l(o,c),keydown:m=>{m.key==="ArrowDown"&&(m.preventDefault(),l(o,c))}}},b("span",{class:"iv-key"},n),h,D("caret")),u=()=>s===
"colormap"&&W(t),f=()=>u()?"none":String(t.get(s));return o.watch([s,"image_info"],()=>{C(h,f()),S(c,"disabled",I(t)===null||
u()),S(c,"aria-label",`${r}: ${f()}`),c.title=u()?"The pixels of this image have colours of their own":a}),{node:c,fold:i,
entries:()=>[{label:n,hint:`${f()} ›`,disabled:u(),run:()=>l(o,o.root.querySelector(".iv-more")??c)}]}};return[e("stre\
tch","stretch","stretch",7,`Stretch (${Ke("stretch")}: next)`,yo),e("cuts","cuts","cuts_mode",6,`Cuts (${Ke("cuts")}: ne\
xt)`,bo),e("map","colormap","colormap",5,`Colour map (${Ke("invert")}: invert)`,go)]}function Ke(o){return B(st(o).keys[0])}
function ys(o){return ze(o,["home","fit","one"],3)}function gs(o){let t=ze(o,["box","lasso"],4),e=()=>{for(let n of t.node.
children)S(n,"aria-pressed",String(o.picker.tool===n.dataset.action))};return o.watch(["layers"],()=>{S(t.node,"data-non\
e",o.session.layers.all.every(({kind:n})=>n!=="shapes"))}),o.onClose(o.store.local.on("tool",e)),e(),{...t,entries:()=>"\
none"in t.node.dataset?[]:t.entries()}}function bs(o){let t=ze(o,["grid","panel","help"],8),[e,n]=t.node.children;o.watch(
["show_grid","image_info"],()=>{S(e,"aria-pressed",String(o.store.get("show_grid"))),S(e,"disabled",!I(o.store)?.has_sky)});
let r=()=>S(n,"aria-pressed",String(o.panelShown()));return o.watch(["panel_open"],r),o.root.addEventListener("iv-panel",
r,{signal:o.signal}),t}function ze(o,t,e){let n=t.map(st);return{node:b("div",{class:"iv-group",attrs:{role:"group"}},...n.
map(s=>b("button",{class:"iv-button",title:Ln(s),attrs:{type:"button","aria-label":s.label,"data-action":s.id},on:{click:()=>s.
run(o)}},xs(s)))),fold:e,entries:()=>n.map(s=>({label:s.label,hint:B(s.keys[0]),run:()=>s.run(o)}))}}function xs(o){return o.
icon?D(o.icon):document.createTextNode(o.text??o.label)}var wt={usual:258,least:190,most:480},ws=620,vs=860;function wo(o,t){let{store:e}=o,n=new AbortController,r=[],s=b("div",
{class:"iv-stage",attrs:{tabindex:0,role:"application"}}),i=b("div",{class:"imgview",attrs:{"data-lm-suppress-shortcuts":"\
true","data-size":"wide",tabindex:-1}}),a=new ie(o,s),l=new ce(o,a),h=!1,c={session:o,store:e,painter:a,probe:l,root:i,stage:s,
popup:new le(i),signal:n.signal,get picker(){return u},watch:(M,g)=>{for(let w of M)r.push(e.on(w,g));g()},onClose:M=>r.
push(M),panelShown:()=>i.dataset.size==="narrow"?h:e.get("panel_open"),showPanel:M=>{i.dataset.size==="narrow"?h=M:e.set(
"panel_open",M),d()},toggleHelp:()=>f.toggle()},u=new ae(c);c.onClose(()=>u.close()),c.onClose(jt(i));let f=On(c),m=b("a\
side",{class:"iv-panel",attrs:{"aria-label":"Mask planes, layers and histogram"}},Ms(c),$n(c),Nn(c),b("section",{class:"\
iv-levels",attrs:{"aria-label":"Cuts"}},Fn(c),yn(c))),d=()=>{let M=c.panelShown();!M&&m.contains(document.activeElement)&&
s.focus(),m.hidden=!M,i.dispatchEvent(new Event("iv-panel"))};s.append(Zn(c),En(c),Kn(c),Gn(c),...u.nodes),i.append(xo(c),
b("div",{class:"iv-body"},zn(c),s,m,f.node),Bn(c),co(c)),t.append(i),so(c),Dn(c),bn(c),c.watch(["panel_open"],d),c.watch(
["height"],()=>i.style.height=`${e.get("height")}px`),c.watch(["image_info"],()=>{let M=I(e)?.title;S(s,"aria-label",`${M||
"Image"}; press ? for the keys`),l.refresh()}),r.push(a.viewport.onChange(()=>l.refresh()));let y=()=>{let{clientWidth:M,
clientHeight:g}=s;M&&g&&a.resize(M,g,window.devicePixelRatio||1)},p=()=>{let M=i.clientWidth,g=M<ws?"narrow":M<vs?"mediu\
m":"wide";!M||i.dataset.size===g||(i.dataset.size=g,d())},x=new ResizeObserver(()=>{p(),y()});return p(),x.observe(i),x.
observe(s),window.addEventListener("resize",y,{signal:n.signal}),y(),()=>{n.abort(),x.disconnect(),c.popup.close();for(let M of r)
M();l.close(),a.dispose(),i.remove()}}function Ms(o){let{local:t}=o.store,e=i=>t.set("panelWidth",Math.round(q(i,wt.least,
wt.most))),n=()=>t.get("panelWidth")??wt.usual,r=b("div",{class:"iv-edge",title:"Drag to resize; double click for the us\
ual width",attrs:{role:"separator",tabindex:0,"aria-orientation":"vertical","aria-label":"Panel width"},on:{dblclick:()=>e(
wt.usual),keydown:i=>{let a={ArrowLeft:12,ArrowRight:-12}[i.key];a&&(i.preventDefault(),i.stopPropagation(),e(n()+a))},pointerdown:i=>{
if(i.button!==0)return;let a=n();J(i,r,l=>e(a-l))}}}),s=()=>{o.root.style.setProperty("--iv-panel",`${n()}px`),S(r,"aria\
-valuenow",String(n())),S(r,"aria-valuemin",String(wt.least)),S(r,"aria-valuemax",String(wt.most))};return o.onClose(t.on(
"panelWidth",s)),s(),r}function ks(o,t){let e=b("div",{class:"imgview"},b("p",{class:"iv-message",attrs:{role:"alert"}},t)),n=jt(e);return o.append(
e),()=>{n(),e.remove()}}var ic=()=>{let o=null;return{initialize({model:t}){return Ee(t)||(o=new Wt(t)),()=>{o?.dispose(),
o=null}},render({model:t,el:e}){return o?wo(o,e):ks(e,Ee(t)??"This imgview viewer has been closed: run its cell again.")}}};export{ic as default};
