;;; Run by emacs.test.ts in batch mode, for both clients.  -*- lexical-binding: t -*-
;; MNLENS_CLIENT: eglot or lsp-mode; MNLENS_CONFIG: what docs/editors.md says; MNLENS_OUT: where to write what was seen.

(require 'package)
(package-initialize)
(require 'cc-mode)
(require 'json)
(require 'flymake)

(defun mnlens-wait (what)
  "Serve the server until WHAT returns non-nil; nil after 30 seconds."
  (let ((until (+ (float-time) 30)) value)
    (while (and (not (setq value (funcall what))) (< (float-time) until))
      (accept-process-output nil 0.05))
    value))

(defun mnlens-finish (result)
  (with-temp-file (getenv "MNLENS_OUT") (insert (json-encode result)))
  (kill-emacs 0))

(defun mnlens-fix-event ()
  "Take the finding away by an edit, as a person would."
  (goto-char (point-min))
  (search-forward "range, 0,")
  (replace-match "range, MMU_NOTIFY_CLEAR," t))

(defun mnlens-eglot ()
  (require 'eglot)
  (load (getenv "MNLENS_CONFIG"))
  ;; `eglot-ensure' waits for the first command, and there is none in batch mode.
  (setq c-mode-hook nil)
  (find-file "mm/a.c")
  (apply #'eglot--connect (eglot--guess-contact))
  (let* ((diagnostics (lambda () (flymake-start) (flymake-diagnostics)))
         (before (mapcar (lambda (diagnostic)
                           `((line . ,(line-number-at-pos (flymake-diagnostic-beg diagnostic)))
                             (text . ,(flymake-diagnostic-text diagnostic))))
                         (mnlens-wait diagnostics)))
         (actions (mapcar (lambda (action) (plist-get action :title))
                          (append (jsonrpc-request (eglot--current-server-or-lose) :textDocument/codeAction
                                                   (list :textDocument (eglot--TextDocumentIdentifier)
                                                         :range (list :start '(:line 6 :character 34) :end '(:line 6 :character 34))
                                                         :context '(:diagnostics [])))
                                  nil))))
    (mnlens-fix-event)
    (eglot--signal-textDocument/didChange)
    `((before . ,(vconcat before))
      (actions . ,(vconcat actions))
      (cleared . ,(if (mnlens-wait (lambda () (not (funcall diagnostics)))) t :json-false)))))

(defun mnlens-lsp-mode ()
  (setq lsp-session-file (expand-file-name "session" default-directory)
        lsp-auto-guess-root t
        lsp-enable-snippet nil
        lsp-diagnostics-provider :none
        lsp-enable-file-watchers nil
        lsp-idle-delay 0)
  (require 'lsp-mode)
  (load (getenv "MNLENS_CONFIG"))
  (setq c-mode-hook nil)
  (lsp-workspace-folders-add default-directory)
  (find-file "mm/a.c")
  (lsp)
  (let* ((diagnostics (lambda () (apply #'append (hash-table-values (lsp-diagnostics t)))))
         (before (mapcar (lambda (diagnostic)
                           `((line . ,(1+ (lsp:position-line (lsp:range-start (lsp:diagnostic-range diagnostic)))))
                             (text . ,(lsp:diagnostic-message diagnostic))))
                         (mnlens-wait diagnostics)))
         (actions (progn (goto-char (point-min)) (search-forward "range, 0")
                         (mapcar #'lsp:code-action-title (append (lsp-code-actions-at-point) nil)))))
    (mnlens-fix-event)
    (lsp-on-change (point-min) (point-max) 0)
    `((before . ,(vconcat before))
      (actions . ,(vconcat actions))
      (cleared . ,(if (mnlens-wait (lambda () (not (funcall diagnostics)))) t :json-false)))))

(condition-case problem
    (mnlens-finish (if (equal (getenv "MNLENS_CLIENT") "eglot") (mnlens-eglot) (mnlens-lsp-mode)))
  (error (mnlens-finish `((error . ,(error-message-string problem))))))
