// What is elsewhere is loaded when it is asked for: the button makes way for the provider's player, in the same place.
for (const player of document.querySelectorAll(".player")) {
  const button = player.querySelector("button");
  button.addEventListener("click", () => {
    const frame = frameOf(player.dataset);
    player.append(frame);
    player.classList.add("is-loaded");
    frame.focus(); // where the button was
  });
  player.classList.add("is-ready"); // shows the button, whose place is kept
}

function frameOf({ player, title }) {
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.loading = "lazy";
  frame.referrerPolicy = "strict-origin"; // some players refuse to play for nobody
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox";
  frame.src = player;
  return frame;
}
