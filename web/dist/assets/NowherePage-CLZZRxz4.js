import{_ as m}from"./NowherePage-DIjkeX0-.js";import"./index-eiNU6472.js";export{m as default};
