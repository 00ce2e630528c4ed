import{_ as m}from"./NowherePage-BABNy0mW.js";import"./index-DgDbx74U.js";export{m as default};
