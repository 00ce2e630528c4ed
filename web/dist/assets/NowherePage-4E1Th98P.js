import{_ as m}from"./NowherePage-CtHUpgiO.js";import"./index-8jmm2OQr.js";export{m as default};
