/** The script of the panel's page. */
import './panel.ts';
import { dressDocument } from './theme.ts';

dressDocument();
