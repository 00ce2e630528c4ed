import{_ as m}from"./NowherePage-CONATg8V.js";import"./index-DgtRjtsF.js";export{m as default};
