import{_ as m}from"./NowherePage-DosceNeX.js";import"./index-DFTIbCvs.js";export{m as default};
