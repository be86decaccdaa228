/**
 * Names that citizens write of themselves and others. Only what is no everyday word too ("Bo", "Liv", "Dag" and "Sten" are):
 * a search must not lose its meaning. The floor is the guard; this takes out what it would otherwise let through, a name
 * that many write. In plain letters (æ as ae, ø as oe, å as aa).
 */
const given = `
anders anne annette anja anna arne astrid asger birgit birgitte birthe bent benny bjarne bodil brian britta camilla
carl carsten caroline casper cecilie charlotte christian christina claus conny daniel david dennis dorte dorthe ebbe
elin elisabeth ella else emil emilie emma erik esben eva finn flemming frederik freja frida gitte grethe hanne hans
heidi helle helene helge henning henrik henriette ida inge inger ingrid irene ivan jacob jakob jan janne jens jeppe
jesper jette joan johan johanne johannes john jonas josefine julie jytte jorgen joergen kaj karen karin karina karl
karsten kasper kathrine katrine keld kenneth kirsten kirstine kjeld knud kristian kristina lars laura lasse leif lena
lene line linda lis lisbeth lise lone lotte louise lucas lukas mads magnus maja malene maria marie marianne martin
mathias mathilde mette michael mia mikael mikkel mogens mohammad mohammed mohamed morten niels nikolaj nina oliver oscar
ole palle pernille peter pia poul preben rasmus rikke rita robert ruth sanne sara sarah sebastian signe simon sofie
sonja soren soeren steen steffen stine susanne svend tanja thomas thorkild tina tine tobias tove trine troels ulla
ulrik uffe valdemar vibeke victor viggo viktor villads william yvonne ali ahmed fatima hassan hussein ibrahim omar
aisha yusuf mustafa zainab olga natalia oksana iryna volodymyr
`;
const families = `
andersen andreasen bach bak bertelsen bjerregaard carlsen christensen christiansen christoffersen clausen danielsen
davidsen enevoldsen eriksen frandsen frederiksen gregersen hansen hedegaard henriksen hermansen holm iversen jacobsen
jakobsen jensen jeppesen jespersen jessen johansen johnsen jorgensen joergensen juhl justesen karlsen kjeldsen kjaer
knudsen kristensen kristiansen laursen larsen lassen lauridsen lauritsen lorentzen lund madsen mathiesen mikkelsen
moeller mogensen mortensen nielsen nissen nygaard olesen olsen ottosen overgaard pedersen petersen poulsen rasmussen
schmidt simonsen soendergaard soerensen sorensen svendsen thomsen thygesen toft vestergaard villadsen winther
`;

const names: ReadonlySet<string> = new Set(`${given} ${families}`.trim().split(/\s+/));

/** @param plain a word in plain letters, perhaps in the genitive. */
export const isLikelyName = (plain: string): boolean => names.has(plain) || names.has(plain.replace(/s$/, ''));
