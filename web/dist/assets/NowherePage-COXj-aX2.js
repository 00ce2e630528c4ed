import{_ as m}from"./NowherePage-DPuggepJ.js";import"./index-BXhaViik.js";export{m as default};
