import{_ as m}from"./NowherePage-ByrkpG7q.js";import"./index-DS_hYOYt.js";export{m as default};
