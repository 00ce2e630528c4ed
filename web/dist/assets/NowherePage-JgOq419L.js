import{_ as m}from"./NowherePage-DqZVfxiz.js";import"./index-UF2Inb_a.js";export{m as default};
