import{_ as m}from"./NowherePage-BsxJsbjW.js";import"./index-BbbZyXU9.js";export{m as default};
