import{_ as m}from"./NowherePage-C6ICLdGx.js";import"./index-C_IHjnpq.js";export{m as default};
