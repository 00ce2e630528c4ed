import{_ as m}from"./NowherePage-io7aXVj7.js";import"./index-C-lZm8Gx.js";export{m as default};
