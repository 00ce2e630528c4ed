import{_ as m}from"./NowherePage-BoeKGNSQ.js";import"./index-DSxN4jPZ.js";export{m as default};
