import{_ as m}from"./NowherePage-BbM8hUIq.js";import"./index-D4uLr466.js";export{m as default};
