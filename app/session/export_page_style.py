"""The looks of an exported web page, and the few lines that let one click a word to hear it."""

from typing import Final

# The colours are those of the window (`app.gui.palette`), light and dark.
CSS: Final = """
:root { color-scheme: light dark; --bg: #F6F7F4; --card: #FFF; --text: #1A201C; --soft: #5B645D;
  --line: #DCE0D9; --accent: #1B6A4F; --mark: #DFECE5; --amber: #83540A; --amber-mark: #FAF0DB; }
@media (prefers-color-scheme: dark) { :root { --bg: #141815; --card: #1C211D; --text: #E9EDE8;
  --soft: #9AA59C; --line: #323A34; --accent: #6CC5A1; --mark: #1F3A2F; --amber: #E5B65C;
  --amber-mark: #352B15; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text);
  font: 16px/1.6 Inter, "Segoe UI", system-ui, "Noto Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.125rem; margin: 2.25rem 0 .75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: 0; }
dt, .soft { color: var(--soft); } dd { margin: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
.remark { border-left: 3px solid var(--amber); padding-left: .75rem; color: var(--amber); }
.note { background: var(--mark); border-radius: 8px; padding: .75rem 1rem; margin: 0; }
ol.points { padding-left: 1.75rem; } ol.points li { margin-bottom: .6rem; }
.state { font-weight: 600; } .covered .state { color: var(--accent); }
.unclear .state { color: var(--amber); } .not-found .state { color: var(--soft); }
a { color: var(--accent); }
audio { width: 100%; position: sticky; top: .5rem; }
.said { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 1rem 1.25rem; } .said p { margin: .6rem 0; }
.said mark { background: var(--mark); color: inherit; }
.said mark.unclear { background: var(--amber-mark); }
.said .filler { color: var(--soft); text-decoration: underline dotted; }
.said .now { background: var(--accent); color: var(--card); border-radius: 3px; }
.plays [data-s] { cursor: pointer; } .said a { text-decoration: none; font-size: .8rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid var(--line); } th { font-weight: 500; color: var(--soft); }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
@media print { audio { display: none; } body { background: none; } }
"""

SCRIPT: Final = """
(function () {
  var audio = document.querySelector("audio"), said = document.querySelector(".said");
  if (!audio || !said) return;
  var words = Array.prototype.slice.call(said.querySelectorAll("span[data-s]")), now = null;
  document.body.classList.add("plays");
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-s]"), word = event.target.closest("[data-s]");
    if (!word || String(window.getSelection()) !== "") return;
    if (link) event.preventDefault();
    audio.currentTime = Number(word.getAttribute("data-s"));
    audio.play();
  });
  audio.addEventListener("timeupdate", function () {
    var at = audio.currentTime + 0.05, found = null, low = 0, high = words.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (Number(words[middle].getAttribute("data-s")) <= at) low = middle + 1; else high = middle;
    }
    if (low) found = words[low - 1];
    if (found === now) return;
    if (now) now.classList.remove("now");
    if (found) found.classList.add("now");
    now = found;
  });
})();
"""
