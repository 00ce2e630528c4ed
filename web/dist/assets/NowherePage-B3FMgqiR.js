import{_ as m}from"./NowherePage-Chy--ZYV.js";import"./index-CiVABtH9.js";export{m as default};
