// @ts-check
/** What the page says that tells how a score is made. */

export const words = {
  title: "How a score is made",
  text: "One function makes every number that you see here: in the list, on the page of two people, and in the API.",
  /** @type {[string, string][]} */
  steps: [
    ["Top lists become shares", "Plays count as they are. A place in a list counts like plays that grow fewer from place to place, and a mere like counts like any other. The last weeks, the half-year and all time are mixed; a longer time counts more. Tracks speak for their artists as well."],
    ["Every share is read twice", "Once for whether you have an artist at all, once for how much. So one favourite on repeat cannot decide, and a long tail cannot drown what you love."],
    ["What is rare counts more", "It says little if two people share what everybody has. It says a lot if they share what hardly anybody has."],
    ["Artists first", "Artists count most by far, then tracks, then genres and years. Where one of you does not know their genres, we assume what is usual for pairs that close, and the sum shows it as a row of its own. Without any shared artist or track there is no match."],
    ["Nobody is near everybody", "People of broad, popular taste are near all others. That is taken out, by how near they are to a fixed sample of people. Nobody else's save changes your score."],
    ["Points that add up", "A score has at most 10,000 points, and every row of the sum is whole points. They add up to the score exactly, and it is the same from both sides."],
  ],
  lowTitle: "Low scores are normal",
  low: "The best match often has some 2,000 points. So read the sentence and the rarity first: “closer than 1 pair in 440” means that of 440 random pairs here, one is that close. Strong, fair or thin evidence says how much it rests on.",
  young: "With fewer than 200 people here there is no rarity yet, and the pages say so.",
  back: "All matches",
  start: "Back to the start",
};
