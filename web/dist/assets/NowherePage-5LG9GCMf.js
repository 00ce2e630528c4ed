import{_ as m}from"./NowherePage-CDBjrQb_.js";import"./index-UQ5MCaoW.js";export{m as default};
