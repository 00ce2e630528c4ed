import{_ as m}from"./NowherePage-Bw563QR7.js";import"./index-BHOocrF_.js";export{m as default};
