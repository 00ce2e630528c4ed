import{_ as m}from"./NowherePage-Bq-1aEiZ.js";import"./index-C3x89hxc.js";export{m as default};
