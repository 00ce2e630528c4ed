import{_ as m}from"./NowherePage-rUmVGvZK.js";import"./index-qOl20R3X.js";export{m as default};
