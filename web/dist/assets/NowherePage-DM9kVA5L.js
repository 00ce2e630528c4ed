import{_ as m}from"./NowherePage-DnOIY1Zs.js";import"./index-CgfQm4CD.js";export{m as default};
