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
  -- A fix is chosen, as vim.lsp.buf.code_action() does it; the server must hear of the edit and take the finding back.
  local position = { line = before[1].lnum, character = before[1].col }
  local params = { textDocument = vim.lsp.util.make_text_document_params(), range = { start = position, ['end'] = position }, context = { diagnostics = {} } }
  local titles = {}
  for id, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 30000)) do
    local client = vim.lsp.get_client_by_id(id)
    for _, action in ipairs(answer.result) do
      table.insert(titles, action.title)
      if action.title:find('MMU_NOTIFY_CLEAR') then
        local edit = action.edit or client.request_sync('codeAction/resolve', action, 30000, 0).result.edit
        vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
      end
    end
  end
  vim.wait(30000, function() return #vim.diagnostic.get(0) == 0 end, 20)
  finish({ before = before, titles = titles, after = #vim.diagnostic.get(0), text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') })
end)
if not ok then finish({ error = tostring(problem) }) end
