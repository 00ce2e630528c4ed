import{_ as m}from"./NowherePage-BdaErxZs.js";import"./index-Ka_DaEZJ.js";export{m as default};
