import{_ as m}from"./NowherePage-CoCn96Zm.js";import"./index-C7M-dNSV.js";export{m as default};
