// A button on every block of code that copies it, and places where long codes in tables may break.
document.addEventListener("DOMContentLoaded", () => {
  for (const part of document.querySelectorAll("table.docutils code .pre")) {
    const pieces = part.textContent.split(/(?<=[_/.,])/);
    part.replaceChildren(...pieces.flatMap((piece) => [piece, document.createElement("wbr")]).slice(0, -1));
  }
  for (const part of document.querySelectorAll("code .pre"))
    if (part.textContent.startsWith("-")) part.style.whiteSpace = "nowrap"; // an option keeps its hyphens
  const chinese = document.documentElement.lang.startsWith("zh");
  for (const block of document.querySelectorAll("div.highlight")) {
    if (block.closest(".cell_output, .highlight-text, .highlight-default.output")) continue;
    const button = document.createElement("button");
    button.className = "copy";
    button.type = "button";
    button.textContent = chinese ? "复制" : "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("pre").innerText.trimEnd() + "\n");
      button.textContent = chinese ? "已复制" : "Copied";
      setTimeout(() => (button.textContent = chinese ? "复制" : "Copy"), 1500);
    });
    block.append(button);
  }
});
