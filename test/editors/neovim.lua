-- Run by neovim.test.ts: nvim --headless --clean -l is newer than 0.7, so this is sourced with -S.
-- MNLENS_CLI_PATH: dist/cli.js; MNLENS_OUT: where to write what was seen, as JSON; the first buffer is the file.
local out = os.getenv('MNLENS_OUT')

local function finish(result)
  local file = assert(io.open(out, 'w'))
  file:write(vim.fn.json_encode(result))
  file:close()
  vim.cmd('qall!')
end

local function first_diagnostics(ms)
  vim.wait(ms, function() return #vim.diagnostic.get(0) > 0 end, 20)
  return vim.diagnostic.get(0)
end

local ok, problem = pcall(function()
  -- What docs/editors.md says, word for word.
  dofile(os.getenv('MNLENS_CONFIG'))
  vim.cmd('doautocmd FileType c')
  local before = first_diagnostics(30000)
  -- An edit as a person makes it; the server must hear of it and take the finding back.
  vim.cmd('silent %s/range, 0,/range, MMU_NOTIFY_CLEAR,/')
  vim.wait(30000, function() return #vim.diagnostic.get(0) == 0 end, 20)
  finish({ before = before, after = #vim.diagnostic.get(0), text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') })
end)
if not ok then finish({ error = tostring(problem) }) end
