import{_ as m}from"./NowherePage-BWS0_zON.js";import"./index-DdeJY3as.js";export{m as default};
