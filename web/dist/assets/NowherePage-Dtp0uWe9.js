import{_ as m}from"./NowherePage-DLjRlXI8.js";import"./index-C7PmGRvt.js";export{m as default};
