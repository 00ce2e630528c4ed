import{_ as m}from"./NowherePage-B9mtpD6q.js";import"./index-CA-ljjsF.js";export{m as default};
