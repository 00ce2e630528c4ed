import{_ as m}from"./NowherePage-q3p_fSrz.js";import"./index-BgRlWEYT.js";export{m as default};
