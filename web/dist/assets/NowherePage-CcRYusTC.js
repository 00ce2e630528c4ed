import{_ as m}from"./NowherePage-BSoahTsC.js";import"./index-yNRUtDWu.js";export{m as default};
