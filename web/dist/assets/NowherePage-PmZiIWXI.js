import{_ as m}from"./NowherePage-DkFiqeF4.js";import"./index-DPIHKClZ.js";export{m as default};
