import{_ as m}from"./NowherePage-BymBBVfw.js";import"./index-B0a3l2Mg.js";export{m as default};
