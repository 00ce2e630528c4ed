import{_ as m}from"./NowherePage-CqfGria0.js";import"./index-DYD0EghJ.js";export{m as default};
