import{_ as m}from"./NowherePage-9Mlh4tWQ.js";import"./index-DqPwUOk5.js";export{m as default};
