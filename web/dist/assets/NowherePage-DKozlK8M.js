import{_ as m}from"./NowherePage-C_pZd3CV.js";import"./index-FAkGedVO.js";export{m as default};
