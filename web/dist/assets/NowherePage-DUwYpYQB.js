import{_ as m}from"./NowherePage-CRojyN6s.js";import"./index-DeTnWzpO.js";export{m as default};
