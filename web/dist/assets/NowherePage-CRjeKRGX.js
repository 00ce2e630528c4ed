import{_ as m}from"./NowherePage-DdQVG9BR.js";import"./index-Dz9MHOxr.js";export{m as default};
