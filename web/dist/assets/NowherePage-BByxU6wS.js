import{_ as m}from"./NowherePage-BPZ_wJ3Q.js";import"./index-C7eeikdN.js";export{m as default};
