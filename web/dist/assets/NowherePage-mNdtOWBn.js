import{_ as m}from"./NowherePage-DB2t6FZ0.js";import"./index-DME8GzKw.js";export{m as default};
