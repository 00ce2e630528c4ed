import{_ as m}from"./NowherePage-Dnmh8dPZ.js";import"./index-DbFVJSke.js";export{m as default};
