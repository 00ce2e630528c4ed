import{_ as m}from"./NowherePage-DALxGLJe.js";import"./index-C-Iqp5E_.js";export{m as default};
