// A button on every block of code that copies it.
document.addEventListener("DOMContentLoaded", () => {
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
