import{_ as m}from"./NowherePage-D-G995qn.js";import"./index-tAZOeuel.js";export{m as default};
